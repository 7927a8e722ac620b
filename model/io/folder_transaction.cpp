#include "model/io/folder_transaction.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <vector>

#include "model/io/issue_log.hpp"
#include "model/io/whole_file.hpp"

namespace liandong {
namespace {

namespace fs = std::filesystem;

int sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
  ::close(descriptor);
  return error;
}

}  // namespace

FolderTransaction::FolderTransaction(const fs::path& target, std::string_view own_mark) { begin(target, own_mark); }

void FolderTransaction::begin(const fs::path& target, std::string_view own_mark) {
  std::error_code error;
  target_ = fs::weakly_canonical(fs::absolute(target, error), error);
  if (target_.filename().empty()) target_ = target_.parent_path();  // A trailing slash.
  parent_ = target_.parent_path();
  if (error || target_.filename().empty() || target_ == parent_)
    return fail("write-target", target.string(), 0, "is no place for a plan folder", "不能作为方案文件夹");
  prefix_ = "." + target_.filename().string() + ".partial-";
  remove_leftovers();

  const fs::file_status status = fs::status(target_, error);
  if (fs::exists(status) && !fs::is_directory(status))
    return fail("write-target", target.string(), 0, "is a file, not a folder", "是文件，不是文件夹");
  if (fs::is_directory(status)) {
    const bool empty = fs::is_empty(target_, error);
    if (error) return fail("write-failed", target.string(), error.value(), "cannot be read", "无法读取");
    if (!empty && !fs::exists(target_ / own_mark, error))
      return fail("write-target", target.string(), 0, "holds other files and is not a plan folder", "含有其他文件，不是方案文件夹");
    replaces_ = true;
  } else {
    fs::create_directories(parent_, error);
    if (error) return fail("write-failed", parent_.string(), error.value(), "cannot be made", "无法创建");
  }

  std::string name = (parent_ / (prefix_ + "XXXXXX")).string();
  if (!::mkdtemp(name.data())) return fail("write-failed", parent_.string(), errno, "cannot be written to", "无法写入");
  work_ = name;
  lock_ = ::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) fail("write-failed", name, errno, "cannot be locked", "无法锁定");
  ::chmod(name.c_str(), 0755);
}

FolderTransaction::~FolderTransaction() {
  std::error_code ignored;
  if (!work_.empty()) fs::remove_all(work_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void FolderTransaction::fail(std::string_view code, std::string_view file, int error, std::string_view what_en, std::string_view what_zh) {
  const std::string reason = error == 0 ? "" : std::string(": ") + std::strerror(error);
  issues_.push_back(make_issue(Severity::error, code, file, 0, 0, "", {fmt::format("{} {}{}", file, what_en, reason), fmt::format("{} {}{}", file, what_zh, reason)},
                               error == ENOSPC || error == EDQUOT || error == EFBIG
                                   ? Text{"Make room on the disk, or write to another one", "请清理磁盘空间，或写到其他磁盘"}
                                   : Text{"Name a new or empty folder that you may write to", "请指定可写的新文件夹或空文件夹"}));
}

void FolderTransaction::remove_leftovers() const {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(parent_, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().filename().string().starts_with(prefix_)) found.push_back(entry->path());
  for (const fs::path& folder : found) {
    // An old folder that had stepped aside when its writer was killed comes back.
    if (folder.extension() == ".old" && !fs::exists(target_, error) && ::rename(folder.c_str(), target_.c_str()) == 0) continue;
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) continue;
    // A lock that can be had belongs to nobody: the writer is gone.
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) fs::remove_all(folder, error);
    ::close(descriptor);
  }
}

void FolderTransaction::write(std::string_view name, std::string_view bytes) {
  if (!ok()) return;
  const fs::path path = work_ / name;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) return fail("write-failed", name, errno, "cannot be made", "无法创建");
  const int error = write_and_sync(file, bytes);
  if (::close(file) != 0 || error != 0) fail("write-failed", name, error != 0 ? error : errno, "cannot be written", "无法写入");
}

void FolderTransaction::keep_other_files() {
  std::error_code error;
  for (fs::directory_iterator entry(target_, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path there = work_ / entry->path().filename();
    if (fs::exists(fs::symlink_status(there)) || dropped_.contains(there.filename().string())) continue;
    fs::copy(entry->path(), there, fs::copy_options::recursive | fs::copy_options::copy_symlinks, error);
    if (error) return fail("write-failed", entry->path().filename().string(), error.value(), "cannot be kept", "无法保留");
  }
}

void FolderTransaction::swap_in() {
  if (!replaces_) {
    // Fails on a folder that has come into being meanwhile and is not empty.
    if (::rename(work_.c_str(), target_.c_str()) != 0) return fail("write-failed", target_.string(), errno, "cannot be put in place", "无法就位");
    work_.clear();
    return;
  }
  // One atomic exchange: at no time is there no plan, or half of one, under the target's name.
  if (::renameat2(AT_FDCWD, work_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) return;  // work_ is now the old folder.
  if (errno != EINVAL && errno != ENOSYS) return fail("write-failed", target_.string(), errno, "cannot be replaced", "无法替换");
  // File systems without exchange: the old folder steps aside first.
  const fs::path aside = work_.string() + ".old";
  if (::rename(target_.c_str(), aside.c_str()) != 0) return fail("write-failed", target_.string(), errno, "cannot be replaced", "无法替换");
  if (::rename(work_.c_str(), target_.c_str()) != 0) {
    const int error = errno;
    static_cast<void>(::rename(aside.c_str(), target_.c_str()));
    return fail("write-failed", target_.string(), error, "cannot be put in place", "无法就位");
  }
  work_ = aside;
}

void FolderTransaction::commit() {
  if (ok() && replaces_) keep_other_files();
  if (ok())
    if (const int error = sync_folder(work_); error != 0) fail("write-failed", work_.string(), error, "cannot be synced", "无法同步到磁盘");
  if (ok()) swap_in();
  if (ok()) static_cast<void>(sync_folder(parent_));
}

}  // namespace liandong
