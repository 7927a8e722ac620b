#include "scenarios/piece_store.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <system_error>
#include <utility>

#include "model/io/sha256.hpp"
#include "model/io/text_file.hpp"
#include "model/io/whole_file.hpp"

namespace liandong {
namespace {

constexpr std::uintmax_t largest_piece = std::uintmax_t{4} << 30;
constexpr std::string_view ending = ".piece";
constexpr std::size_t shown = 16;  ///< Digits of the fingerprint in a file's name; the heading has all.

}  // namespace

PieceStore::PieceStore(std::filesystem::path folder, std::string fingerprint)
    : folder_(std::move(folder)), fingerprint_(std::move(fingerprint)) {}

std::string PieceStore::name(int piece) const { return fmt::format("{}-{:06}{}", fingerprint_.substr(0, shown), piece, ending); }

std::string PieceStore::heading(int piece, std::string_view bytes) const {
  Sha256 hash;
  hash.add(bytes);
  return fmt::format("liandong piece {} of {}, {} bytes, {}\n", piece, fingerprint_, bytes.size(), hash.hex());
}

Issues PieceStore::open() const {
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  const std::filesystem::path probe = folder_ / "pieces.txt";
  return write_whole(probe,
                     "Finished pieces of simulations: the same command goes on from them. They may be deleted.\n"
                     "模拟的已完成部分：同一命令可由此继续。可以删除。\n");
}

std::optional<std::string> PieceStore::find(int piece) const {
  Checked<std::string> file = read_bytes(folder_ / name(piece), name(piece), largest_piece);
  if (!file) return {};
  const std::size_t end = file->find('\n');
  if (end == std::string::npos) return {};
  std::string bytes = file->substr(end + 1);
  if (std::string_view(*file).substr(0, end + 1) != heading(piece, bytes)) return {};
  return bytes;
}

Issues PieceStore::keep(int piece, std::string_view bytes) const {
  return write_whole(folder_ / name(piece), heading(piece, bytes) + std::string(bytes));
}

std::size_t PieceStore::count() const {
  std::size_t found = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    const std::string file = entry->path().filename().string();
    if (file.starts_with(fingerprint_.substr(0, shown)) && file.ends_with(ending)) ++found;
  }
  return found;
}

}  // namespace liandong
