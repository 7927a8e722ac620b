#include "scenarios/cli/together.hpp"

#include <unistd.h>

#include <iostream>
#include <vector>

#include "scenarios/cli/print.hpp"
#include "scenarios/cli/terminal.hpp"

namespace liandong::cli {
namespace {

std::string machine() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "?";
}

}  // namespace

bool agree(const Session& session, const std::string& read) {
  const std::vector<std::string> all = session.ranks->meet(read), machines = session.ranks->meet(machine());
  if (all.front().empty()) return false;
  for (std::size_t r = 1; r < all.size(); ++r) {
    if (all[r] == all.front()) continue;
    const std::string who = std::to_string(r) + " (" + machines[r] + ")";
    report_misuse(session, {"rank " + who + (all[r].empty() ? " cannot read or write" : " reads something else than") +
                                " what rank 0 does; "
                                "all machines must see the same folders",
                            "进程 " + who + (all[r].empty() ? " 无法读写 0 号进程所用的文件夹" : " 读到的内容与 0 号进程不同") +
                                "；各机器须能访问相同的文件夹"});
    return false;
  }
  return true;
}

void announce_ranks(const Session& session, int threads, const std::string& kept_in) {
  if (session.ranks->size() == 1) return;
  const std::string ranks = std::to_string(session.ranks->size()), each = std::to_string(threads);
  const Text kept = kept_in.empty()
                        ? Text{"Nothing is kept should one die; --pieces DIR would keep finished pieces.",
                               "若有进程中途失败则不保留任何结果；--pieces DIR 可保留已完成部分。"}
                        : Text{"Finished pieces are kept in " + kept_in + ": should one die, the same command goes on from them.",
                               "已完成部分保存在 " + kept_in + "：若有进程中途失败，再次运行同一命令即可继续。"};
  std::cerr << wrap(session.say({ranks + " ranks, " + each + (threads == 1 ? " thread" : " threads") + " each. " + kept.en,
                                 ranks + "个进程，各" + each + "个线程。" + kept.zh}),
                    screen_width, 0)
            << "\n";
}

std::string farewell(const Session& session, const std::string& kept_in, std::optional<std::size_t> kept, std::size_t all) {
  if (!session.ranks->speaks()) return {};
  Text left{"Nothing of it is kept unless all of them stop in time.", "除非各进程及时停止，否则不保留结果。"};
  if (!kept_in.empty() && kept) {
    const std::string done = std::to_string(*kept), count = std::to_string(all);
    left = {done + " of " + count + " pieces are finished and lie in " + kept_in + "; the same command goes on from them.",
            count + "份中已完成" + done + "份，保存在 " + kept_in + "；再次运行同一命令即可继续。"};
  } else if (!kept_in.empty()) {
    left = {"Finished pieces lie in " + kept_in + "; the same command goes on from them.",
            "已完成部分保存在 " + kept_in + "；再次运行同一命令即可继续。"};
  }
  return session.say({"liandong: all ranks end: a stop was asked for, or one of them has died. " + left.en,
                      "liandong：全部进程结束：收到停止请求，或有进程中途失败。" + left.zh});
}

}  // namespace liandong::cli
