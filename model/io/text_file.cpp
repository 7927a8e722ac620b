#include "model/io/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "model/io/issue_log.hpp"

namespace liandong {
namespace {

struct Descriptor {
  int value = -1;
  explicit Descriptor(int fd) : value(fd) {}
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

Issues one(std::string_view name, std::string_view code, Text sentence, Text mend) {
  return {make_issue(Severity::error, code, name, 0, 0, "", std::move(sentence), std::move(mend))};
}

Issues unreadable(std::string_view name, int error) {
  const std::string reason = std::strerror(error);
  return one(name, "file-unreadable", {fmt::format("{} cannot be read: {}", name, reason), fmt::format("无法读取 {}：{}", name, reason)},
             {"Check the file's permissions and that the disk is in order", "请检查文件权限和磁盘状态"});
}

}  // namespace

Checked<std::string> read_bytes(const std::filesystem::path& path, std::string_view name, std::uintmax_t limit) {
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.value < 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return one(name, "file-missing", {fmt::format("{} is missing", name), fmt::format("缺少文件 {}", name)},
                 {"Put it into the campaign folder; docs/guide/campaign-folder.md lists the files", "请将其放入数据文件夹；文件清单见数据文件夹说明"});
    return unreadable(name, errno);
  }
  struct stat status {};
  if (::fstat(file.value, &status) != 0) return unreadable(name, errno);
  if (S_ISDIR(status.st_mode))
    return one(name, "file-is-folder", {fmt::format("{} is a folder, not a file", name), fmt::format("{} 是文件夹，不是文件", name)},
               {"Replace the folder by the file of that name", "请换成同名文件"});
  if (!S_ISREG(status.st_mode))
    return one(name, "file-is-device", {fmt::format("{} is not a regular file", name), fmt::format("{} 不是普通文件", name)},
               {"Save the data to an ordinary file", "请另存为普通文件"});
  const auto too_large = [&] {
    return one(name, "file-too-large",
               {fmt::format("{} is larger than {} MB, the most that is read", name, limit >> 20),
                fmt::format("{} 超过 {} MB 的读取上限", name, limit >> 20)},
               {"Remove rows or columns that do not belong to the campaign", "请删去与本次创建无关的行或列"});
  };
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  if (size > limit) return too_large();

  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(size) + 1);
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.value, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(name, errno);
    if (got == 0) break;
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > limit) return too_large();  // The file grew while it was read.
  }
  if (bytes.empty())
    return one(name, "file-empty", {fmt::format("{} is empty", name), fmt::format("{} 是空文件", name)},
               {"Write at least the header row", "请至少写入表头行"});
  return bytes;
}

}  // namespace liandong
