#include "model/io/mode_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "model/io/words.hpp"
#include "model/planning/modes.hpp"

namespace liandong {
namespace {

std::int64_t sum(const std::vector<Rate>& shares) {
  return std::accumulate(shares.begin(), shares.end(), std::int64_t{0}, [](std::int64_t s, Rate r) { return s + r.billionths(); });
}

/// One share for each period; a single one stands for all of them. Nothing, with an issue, if there are too many or too few.
std::optional<std::vector<Rate>> by_period(TableReader& row, std::string_view field, std::vector<Rate> shares, int duration) {
  const auto periods = static_cast<std::size_t>(duration);
  if (shares.size() == 1) return std::vector<Rate>(periods, shares.front());
  if (shares.size() == periods) return shares;
  row.add(Severity::error, "mode-length", field,
          {fmt::format("There are {} shares for a duration of {} periods", shares.size(), duration),
           fmt::format("比例有 {} 项，工期却为 {} 期", shares.size(), duration)},
          {"Give one share for each period of execution, or a single one for all of them", "请按工期每期给出一个比例，或只给一个用于各期"});
  return std::nullopt;
}

Money ceiling_of(Rate share, Money cost) { return Money{} - Money::muldiv_floor(cost, -share.billionths(), Rate::one_unit); }

/// The profile of a mode whose spend is fixed. False if it is wrong.
bool read_fixed_profile(TableReader& row, const Project& project, Mode& mode) {
  std::vector<Rate> shares = row.rate_list("profile");
  if (shares.empty()) {
    const bool same = mode.duration == project.duration && project.cost > Money{};
    if (same)  // The project's own, in proportion.
      for (const Money amount : project.profile) shares.push_back(Rate::from_billionths(amount.fen()));
    else
      shares.assign(static_cast<std::size_t>(mode.duration), Rate::one());
    mode.profile = spread(mode.cost, shares);
    return true;
  }
  if (!by_period(row, "profile", shares, mode.duration)) return false;
  if (shares.size() == 1) shares.assign(static_cast<std::size_t>(mode.duration), shares.front());
  if (sum(shares) != Rate::one_unit) {
    row.add(Severity::error, "mode-sum", "profile",
            {fmt::format("The shares of the profile sum to {}, not to 1", Rate::from_billionths(sum(shares)).text()),
             fmt::format("支出比例合计为 {}，不等于 1", Rate::from_billionths(sum(shares)).text())},
            {"Make the shares sum to exactly 1; the last one may take the rest", "请使比例合计恰为 1，余数可并入末期"});
    return false;
  }
  mode.profile = spread(mode.cost, shares);
  return true;
}

/// The limits of a mode whose spend is elastic (17), rounded outwards to whole fen. False if they are wrong.
bool read_limits(TableReader& row, Mode& mode) {
  if (!row.blank("profile")) {
    row.add(Severity::error, "mode-profile", "profile",
            {"A mode has a fixed profile or limits of its spend, not both", "支出比例与各期上下限只能填写其一"},
            {"Leave the profile blank, or the limits", "请将支出比例或上下限留空"});
    return false;
  }
  const auto read = [&](std::string_view field, Rate otherwise) {
    return by_period(row, field, row.blank(field) ? std::vector<Rate>{otherwise} : row.rate_list(field), mode.duration);
  };
  const auto least = read("least", Rate{}), most = read("most", Rate::one());
  if (!least || !most) return false;
  for (std::size_t u = 0; u < least->size(); ++u) {
    mode.least.push_back((*least)[u].floor_of(mode.cost));
    mode.most.push_back(std::min(mode.cost, ceiling_of((*most)[u], mode.cost)));
  }
  const bool crossed = !std::equal(least->begin(), least->end(), most->begin(), [](Rate low, Rate high) { return low <= high; });
  if (!crossed && sum(*least) <= Rate::one_unit && sum(*most) >= Rate::one_unit) {
    mode.profile = even_within(mode.cost, mode.least, mode.most);
    return true;
  }
  const std::string low = Rate::from_billionths(sum(*least)).text(), high = Rate::from_billionths(sum(*most)).text();
  row.add(Severity::error, "mode-limits", row.blank("most") ? "least" : "most",
          crossed ? Text{"In some period the smallest share is above the largest", "某期的下限高于上限"}
                  : Text{fmt::format("No spend fits these limits: the smallest shares sum to {}, the largest to {}", low, high),
                         fmt::format("没有满足上下限的支出安排：下限合计 {}，上限合计 {}", low, high)},
          {"Let the smallest shares sum to 1 or less, and the largest to 1 or more", "请使下限合计不超过 1、上限合计不低于 1"});
  return false;
}

bool read_money(TableReader& row, Mode& mode) {
  for (const std::string& word : row.word_list("channels"))
    if (const auto channel = find_word("channel", word)) mode.channels.push_back(static_cast<Channel>(*channel));
  mode.shares = row.rate_list("shares");
  if (mode.shares.empty() || mode.shares.size() == mode.channels.size()) return true;
  row.add(Severity::error, "mode-shares", "shares",
          {fmt::format("There are {} shares for {} channels", mode.shares.size(), mode.channels.size()),
           fmt::format("渠道有 {} 个，比例却有 {} 项", mode.channels.size(), mode.shares.size())},
          {"Give one share for each channel, in the same order, or leave the shares blank", "请按渠道顺序各给一个比例，或留空"});
  return false;
}

}  // namespace

void read_modes(TableReader& row, FolderTables& tables) {
  std::set<std::pair<std::int32_t, std::string>> seen;
  while (row.next()) {
    if (row.broken()) {
      tables.rows_lost = true;
      continue;
    }
    Mode mode;
    mode.row = row.row();
    const auto id = row.reference("project", tables.projects);
    const auto key = row.key("mode");
    mode.name = {.en = row.text("name_en"), .zh = row.text("name_zh")};
    const auto cost = row.money("cost_wan");
    const auto duration = row.integer("duration");
    const bool known = id && static_cast<std::size_t>(*id) < tables.campaign.projects.size();
    if (!known || !key) {
      tables.rows_lost = true;
      continue;
    }
    const Project& project = tables.campaign.projects[static_cast<std::size_t>(*id)];
    mode.project = ProjectId{*id};
    mode.key = *key;
    mode.cost = cost.value_or(project.cost);
    mode.duration = duration.value_or(std::max(1, project.duration));
    const bool elastic = !row.blank("least") || !row.blank("most");
    const bool timed = elastic ? read_limits(row, mode) : read_fixed_profile(row, project, mode);
    const bool paid = read_money(row, mode);
    row.word("mark");
    if (!seen.insert({*id, *key}).second) {
      row.add(Severity::error, "mode-twice", "mode",
              {fmt::format("Project \"{}\" has a mode \"{}\" already", project.key, *key),
               fmt::format("项目“{}”已有方式“{}”", project.key, *key)},
              {"Give each mode of a project its own name, or delete the repeated row", "请为同一项目的各方式使用不同名称，或删除重复的行"});
      continue;
    }
    if (timed && paid) tables.modes.push_back(std::move(mode));
  }
}

}  // namespace liandong
