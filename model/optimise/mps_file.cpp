#include <zlib.h>

#include <memory>

#include "model/optimise/mps.hpp"

namespace liandong::optimise {

namespace {

constexpr std::size_t largest = std::size_t{2} << 30;  // Bytes of text: indices are 32 bits, and a small file may unpack to anything.

Issues refuse(const std::filesystem::path& file, std::string code, Text sentence, Text mend) {
  return {{.code = std::move(code), .file = file.filename().string(), .field = {}, .sentence = std::move(sentence), .mend = std::move(mend)}};
}

}  // namespace

Checked<QuadraticProgram> read_mps(const std::filesystem::path& file) {
  const auto unreadable = [&] {
    return refuse(file, "unreadable-file", {"The file cannot be read.", "无法读取该文件。"}, {"Check the path and the permissions.", "请检查路径和权限。"});
  };
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) return unreadable();
  const auto size = std::filesystem::file_size(file, error);
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose_r);
  if (!in) return unreadable();
  gzbuffer(in.get(), 1u << 18);
  std::string text;
  text.resize(error ? 1 << 16 : std::min<std::size_t>(largest, static_cast<std::size_t>(size) + 1));
  std::size_t used = 0;
  for (;;) {
    if (used == text.size()) {
      if (used >= largest)
        return refuse(file, "too-large", {"The file holds more than 2 GiB of text.", "文件内容超过 2 GiB。"}, {"Split the problem.", "请拆分问题。"});
      text.resize(std::min(largest, 2 * text.size() + (1u << 16)));
    }
    const auto wanted = static_cast<unsigned>(std::min<std::size_t>(text.size() - used, 1u << 30));
    const int got = gzread(in.get(), text.data() + used, wanted);
    int code = Z_OK;
    gzerror(in.get(), &code);
    if (got < 0 || (got == 0 && code != Z_OK && code != Z_STREAM_END))
      return refuse(file, "damaged-archive", {"The compressed file is damaged or cut off.", "压缩文件已损坏或不完整。"}, {"Fetch the file again.", "请重新获取该文件。"});
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  text.resize(used);
  return parse_mps(text, file.filename().string());
}

}  // namespace liandong::optimise
