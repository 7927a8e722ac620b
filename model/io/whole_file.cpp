#include "model/io/whole_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "model/io/issue_log.hpp"

namespace liandong {

int write_and_sync(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

Issues write_whole(const std::filesystem::path& path, std::string_view bytes) {
  std::string aside = path.string() + ".XXXXXX";
  const int file = ::mkstemp(aside.data());
  int error = file < 0 ? errno : write_and_sync(file, bytes);
  if (file >= 0) {
    ::fchmod(file, 0644);
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0 && std::rename(aside.c_str(), path.c_str()) != 0) error = errno;
    if (error != 0) ::unlink(aside.c_str());
  }
  if (error == 0) return {};
  const std::string name = path.string(), reason = std::strerror(error);
  return {make_issue(Severity::error, "write-failed", name, 0, 0, "",
                     {fmt::format("{} cannot be written: {}", name, reason), fmt::format("无法写入 {}：{}", name, reason)},
                     {"Choose a folder that you may write to and that has room", "请选择可写且空间足够的文件夹"})};
}

}  // namespace liandong
