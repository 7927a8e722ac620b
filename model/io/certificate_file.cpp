#include "model/io/certificate_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/planning/move_limit.hpp"

namespace liandong {
namespace {

using Json = nlohmann::ordered_json;

/// What is wrong, and where.
struct Malformed {
  std::string place;
  Text what;
};

/// A value of the file that knows its place.
class Value {
 public:
  explicit Value(const nlohmann::json& json, std::string place = {}) : json_(json), place_(std::move(place)) {}

  [[nodiscard]] bool has(const char* name) const { return json_.is_object() && json_.contains(name); }
  [[nodiscard]] bool is_null() const { return json_.is_null(); }
  [[nodiscard]] Value operator[](const char* name) const {
    std::string place = place_.empty() ? name : place_ + "." + name;
    if (!has(name)) throw Malformed{std::move(place), {"is missing", "缺失"}};
    return Value(json_[name], std::move(place));
  }
  [[nodiscard]] std::vector<Value> items() const {
    if (!json_.is_array()) wrong("a list", "列表");
    std::vector<Value> all;
    for (std::size_t i = 0; i < json_.size(); ++i) all.emplace_back(json_[i], fmt::format("{}[{}]", place_, i));
    return all;
  }
  [[nodiscard]] std::string text() const {
    if (!json_.is_string()) wrong("a text", "文本");
    return json_.get<std::string>();
  }
  [[nodiscard]] double number() const {
    if (!json_.is_number()) wrong("a number", "数值");
    return json_.get<double>();
  }
  [[nodiscard]] std::vector<double> numbers() const {
    std::vector<double> all;
    for (const Value& item : items()) all.push_back(item.number());
    return all;
  }
  [[nodiscard]] int year() const {
    constexpr int last = 9999;
    if (!json_.is_number_integer() || json_ < 0 || json_ > last) wrong("a year", "年份");
    return json_.get<int>();
  }
  [[nodiscard]] int count() const {
    constexpr int most = 1'000'000'000;
    if (!json_.is_number_integer() || json_ < 0 || json_ > most) wrong("a count", "个数");
    return json_.get<int>();
  }
  [[nodiscard]] Money money() const {
    const auto found = Money::parse_wan(text());
    if (!found) wrong("an amount in 万元", "以万元计的金额");
    return *found;
  }
  [[nodiscard]] bool yes() const {
    if (!json_.is_boolean()) wrong("true or false", "true 或 false");
    return json_.get<bool>();
  }
  [[nodiscard]] Period period() const {
    const auto found = Period::parse(text());
    if (!found) wrong("a period such as 2013Q2", "期间，如 2013Q2");
    return *found;
  }

 private:
  [[noreturn]] void wrong(const char* en, const char* zh) const {
    throw Malformed{place_, {fmt::format("is not {}", en), fmt::format("不是{}", zh)}};
  }
  const nlohmann::json& json_;
  std::string place_;
};

template <class Read>
void guarded(IssueLog& log, Read read) {
  try {
    read();
  } catch (const Malformed& found) {
    const std::string place = found.place.empty() ? "certificate.json" : found.place;
    log.add(make_issue(Severity::error, "plan-json", "certificate.json", 0, 0, found.place,
                       {fmt::format("{} {}", place, found.what.en), fmt::format("{} {}", place, found.what.zh)},
                       {"Plan folders are not edited by hand; write the plan again", "方案文件夹不应手工修改，请重新生成方案"}));
  }
}

std::map<std::pair<std::string, int>, double> read_affordability(const Value& list) {
  std::map<std::pair<std::string, int>, double> all;
  for (const Value& entry : list.items()) all[{entry["unit"].text(), entry["year"].year()}] = entry["value"].number();
  return all;
}

MoveLimitFile read_move_limit(const Value& json) {
  MoveLimitFile moves;
  if (const Value most = json["most_projects"]; !most.is_null()) moves.most_projects = most.count();
  if (const Value most = json["most_cost_wan"]; !most.is_null()) moves.most_cost = most.money();
  moves.per_project = json["charge_per_project_wan"].number();
  moves.per_wan = json["charge_per_wan"].number();
  return moves;
}

BranchFile read_branch(const Value& json, const char* value) {
  BranchFile branch;
  for (const Value& answer : json["path"].items()) {
    const bool project = answer.has("project");
    branch.path.push_back({project ? std::string{} : answer["stage"].text(), answer["by"].period(), answer["reached"].yes(),
                           project ? answer["project"].text() : std::string{}});
  }
  const Value bound = json[value];
  branch.bound = bound.is_null() ? std::numeric_limits<double>::infinity() : bound.number();
  const Value multipliers = json["multipliers"];
  for (const Value& entry : multipliers["cash"].items())
    branch.cash[entry["source"].text()] = {.from = entry["from"].period(), .values = entry["values"].numbers()};
  branch.affordability = read_affordability(multipliers["affordability"]);
  return branch;
}

Json affordability_json(const Campaign& campaign, const std::map<std::pair<UnitId, int>, double>& affordability, bool zeros) {
  Json list = Json::array();
  for (const auto& [place, value] : affordability)
    if (zeros || value != 0) list.push_back({{"unit", campaign[place.first].key}, {"year", place.second}, {"value", value}});
  return list;
}

Json path_json(const Campaign& campaign, const std::vector<BranchAnswer>& path) {
  Json list = Json::array();
  for (const BranchAnswer& answer : path) {
    Json entry;
    if (answer.project.known())
      entry["project"] = campaign[answer.project].key;
    else
      entry["stage"] = campaign[answer.stage].key;
    entry["by"] = campaign.horizon().at(answer.t).text();
    entry["reached"] = answer.reached;
    list.push_back(std::move(entry));
  }
  return list;
}

Json limit_json(double value) { return std::isfinite(value) ? Json(value) : Json(); }

/// Zeros are left out: whole sources, years, and the first and last periods.
Json branch_json(const PlanningProblem& problem, const CertificateBranch& branch) {
  const Campaign& campaign = problem.campaign();
  Json cash = Json::array();
  for (std::size_t k = 0; k < branch.cash.size(); ++k) {
    const std::vector<double>& values = branch.cash[k];
    const auto some = [](double value) { return value != 0; };
    const auto first = std::find_if(values.begin(), values.end(), some);
    if (first == values.end()) continue;
    const auto last = std::find_if(values.rbegin(), values.rend(), some).base();
    cash.push_back({{"source", problem.funding().sources()[k].key},
                    {"from", campaign.horizon().at(static_cast<int>(first - values.begin())).text()},
                    {"values", std::vector<double>(first, last)}});
  }
  return {{"path", path_json(campaign, branch.path)},
          {"bound_wan", limit_json(branch.bound)},
          {"multipliers", {{"cash", cash}, {"affordability", affordability_json(campaign, branch.affordability, false)}}}};
}

/// All that differs from the certificate's own multipliers, zeros too.
Json rise_json(const PlanningProblem& problem, const CertificateRise& leaf) {
  const Campaign& campaign = problem.campaign();
  Json cash = Json::array();
  for (const auto& [source, values] : leaf.cash)
    cash.push_back({{"source", problem.funding()[source].key}, {"from", campaign.horizon().at(0).text()}, {"values", values}});
  return {{"path", path_json(campaign, leaf.path)},
          {"rise_wan", limit_json(leaf.rise)},
          {"multipliers", {{"cash", cash}, {"affordability", affordability_json(campaign, leaf.affordability, true)}}}};
}

/// A list as the last member of a JSON object, each item on one line.
class LastMember {
 public:
  LastMember(std::string& text, const char* name) : text_(text) {
    text_.resize(text_.rfind('}') - 1);
    text_ += fmt::format(",\n  \"{}\": [", name);
  }
  void add(const std::string& item) {
    text_ += (first_ ? "\n    " : ",\n    ") + item;
    first_ = false;
  }
  void close() { text_ += "\n  ]\n}"; }

 private:
  std::string& text_;
  bool first_ = true;
};

}  // namespace

std::string certificate_text(const PlanningProblem& problem, const Certificate& certificate) {
  constexpr auto replace = Json::error_handler_t::replace;
  Json cash = Json::array();
  for (std::size_t k = 0; k < certificate.cash.size(); ++k)
    cash.push_back({{"source", problem.funding().sources()[k].key}, {"values", certificate.cash[k]}});
  const Json json = {
      {"objective_wan", certificate.objective},
      {"bound_wan", certificate.bound},
      {"relative_gap", certificate.relative_gap()},
      {"multipliers", {{"cash", cash}, {"affordability", affordability_json(problem.campaign(), certificate.affordability, true)}}}};
  Json whole = json;
  if (const MoveLimit* limit = problem.move_limit(); limit != nullptr && certificate.moves)
    whole["moves"] = {{"most_projects", limit->most_projects ? Json(*limit->most_projects) : Json()},
                      {"most_cost_wan", limit->most_cost ? Json(limit->most_cost->wan_text()) : Json()},
                      {"charge_per_project_wan", certificate.moves->project},
                      {"charge_per_wan", certificate.moves->cost}};
  std::string text = whole.dump(2, ' ', false, replace);
  const auto line = [&](const Json& item) { return item.dump(-1, ' ', false, replace); };
  if (!certificate.branches.empty()) {
    LastMember list(text, "branches");
    for (const CertificateBranch& branch : certificate.branches) list.add(line(branch_json(problem, branch)));
    list.close();
  }
  if (!certificate.parts.empty()) {
    LastMember list(text, "parts");
    for (const std::vector<CertificateRise>& leaves : certificate.parts) {
      std::string tree;
      for (const CertificateRise& leaf : leaves) tree += (tree.empty() ? "[" : ",\n     ") + line(rise_json(problem, leaf));
      list.add(tree + "]");
    }
    list.close();
  }
  return text + "\n";
}

CertificateFile read_certificate(const std::string& text, IssueLog& log) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  CertificateFile out;
  const Value file(json);
  guarded(log, [&] {
    if (!json.is_object()) throw Malformed{"", {"is not a JSON object", "不是 JSON 对象"}};
    out.objective = file["objective_wan"].number();
    out.bound = file["bound_wan"].number();
    out.relative_gap = file["relative_gap"].number();
    const Value multipliers = file["multipliers"];
    for (const Value& entry : multipliers["cash"].items()) out.cash[entry["source"].text()] = entry["values"].numbers();
    out.affordability = read_affordability(multipliers["affordability"]);
    if (file.has("moves")) out.moves = read_move_limit(file["moves"]);
  });
  if (file.has("branches"))
    guarded(log, [&] {
      for (const Value& branch : file["branches"].items()) guarded(log, [&] { out.branches.push_back(read_branch(branch, "bound_wan")); });
    });
  if (file.has("parts"))
    guarded(log, [&] {
      for (const Value& part : file["parts"].items()) {
        auto& leaves = out.parts.emplace_back();
        for (const Value& leaf : part.items()) guarded(log, [&] { leaves.push_back(read_branch(leaf, "rise_wan")); });
      }
    });
  return out;
}

}  // namespace liandong
