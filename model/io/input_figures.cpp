#include "model/io/input_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "model/io/words.hpp"

namespace liandong {
namespace {

class Figures {
 public:
  void add(std::string table, std::string row, std::string field, std::string value) {
    if (!value.empty()) list_.push_back({.place = {std::move(table), std::move(row), std::move(field)}, .value = std::move(value)});
  }
  void add(std::string table, std::string row, std::string field, Money amount) {
    list_.push_back({.place = {std::move(table), std::move(row), std::move(field)}, .value = amount.wan_text(), .money = amount});
  }
  void add(std::string table, std::string row, std::string field, const std::optional<Money>& amount) {
    if (amount) add(std::move(table), std::move(row), std::move(field), *amount);
  }
  void add(std::string table, std::string row, std::string field, Rate rate) {
    add(std::move(table), std::move(row), std::move(field), rate.text());
  }
  void add(std::string table, std::string row, std::string field, int number) {
    add(std::move(table), std::move(row), std::move(field), std::to_string(number));
  }
  template <class Enum>
  void add_word(std::string table, std::string row, std::string field, std::string_view type, Enum value) {
    add(std::move(table), std::move(row), std::move(field), word_of(type, static_cast<int>(value)).en);
  }

  std::vector<InputFigure> take() {
    std::stable_sort(list_.begin(), list_.end(), [](const InputFigure& a, const InputFigure& b) { return a.place < b.place; });
    return std::move(list_);
  }

 private:
  std::vector<InputFigure> list_;
};

/// Parts of a whole as "0.2|0.3|0.5", six decimals at most.
std::string shares_text(const std::vector<Money>& parts, Money whole) {
  std::string text;
  for (const Money part : parts)
    text +=
        (text.empty() ? "" : "|") +
        (whole.is_zero() ? std::string("0") : fmt::format("{:.6g}", static_cast<double>(part.fen()) / static_cast<double>(whole.fen())));
  return text;
}

std::string rates_text(const std::vector<Rate>& rates) {
  std::string text;
  for (const Rate rate : rates) text += (text.empty() ? "" : "|") + rate.text();
  return text;
}

void add_money(const Funding& funding, Figures& figures) {
  std::map<std::tuple<std::string, Period, Certainty>, Money> cells;
  for (const Inflow& inflow : funding.inflows()) cells[{funding[inflow.source].key, inflow.period, inflow.certainty}] += inflow.amount;
  for (const auto& [cell, amount] : cells)
    figures.add(
        "inflows",
        fmt::format("{} {} {}", std::get<0>(cell), std::get<1>(cell).text(), word_of("certainty", static_cast<int>(std::get<2>(cell))).en),
        "amount_wan", amount);
  for (const Source& source : funding.sources()) {
    figures.add("sources", source.key, "max_share", source.max_share);
    figures.add("sources", source.key, "match_rate", source.match_rate);
    figures.add("sources", source.key, "carry_over", source.carry_over);
    if (source.cost_weight) figures.add("sources", source.key, "cost_weight", *source.cost_weight);
  }
  for (const Contract& terms : funding.contracts()) {
    const auto add = [&](const char* field, auto value) { figures.add("contracts", terms.key, field, value); };
    add("min_size_wan", terms.min_size);
    if (terms.kind == ContractKind::bt) {
      figures.add_word("contracts", terms.key, "repayment", "repayment", terms.repayment);
      add("shares", rates_text(terms.shares));
      add("instalments", terms.instalments);
      add("interval", terms.interval);
      add("first_after", terms.first_after);
      add("annual_rate", terms.annual_rate);
      add("construction_return", terms.construction_return);
    } else {
      add("profit_rate", terms.profit_rate);
      add("discount_rate", terms.discount_rate);
      add("subsidy_years", terms.subsidy_years);
    }
  }
}

void add_work(const CampaignFile& file, Figures& figures) {
  const Campaign& campaign = file.campaign;
  for (const Project& project : campaign.projects()) {
    figures.add("projects", project.key, "cost_wan", project.cost);
    figures.add("projects", project.key, "duration", project.duration);
    if (project.earliest_start) figures.add("projects", project.key, "earliest_start", project.earliest_start->text());
    figures.add("projects", project.key, "profile", shares_text(project.profile, project.cost));
  }
  for (const Lock& lock : file.locks) {
    const std::string source = lock.source.known() ? " " + file.funding[lock.source].key : "";
    const std::string from = lock.from ? lock.from->text() : "", to = lock.to ? lock.to->text() : "";
    figures.add("locks", campaign[lock.project].key + source, word_of("lock_kind", static_cast<int>(lock.kind)).en,
                lock.kind == LockKind::start ? from + ".." + to : std::string("yes"));
  }
  for (const Mode& mode : file.modes) {
    const std::string row = campaign[mode.project].key + " " + mode.key;
    figures.add("modes", row, "cost_wan", mode.cost);
    figures.add("modes", row, "duration", mode.duration);
  }
  for (const Stage& stage : campaign.stages()) {
    figures.add("stages", stage.key, "deadline", stage.deadline.text());
    figures.add("stages", stage.key, "late_price_wan", stage.late_price);
    figures.add("stages", stage.key, "never_price_wan", stage.never_price);
  }
}

void add_settings(const Settings& settings, Figures& figures) {
  const Prices& price = settings.prices;
  figures.add("prices", "", "gap", price.gap);
  figures.add("prices", "", "firm_late_wan", price.firm_late);
  figures.add("prices", "", "strive_late_wan", price.strive_late);
  figures.add("prices", "", "firm_never_wan", price.firm_never);
  figures.add("prices", "", "strive_never_wan", price.strive_never);
  figures.add("prices", "", "own_fiscal", price.own_fiscal);
  figures.add("prices", "", "superior", price.superior);
  figures.add("prices", "", "bundled", price.bundled);
  figures.add("prices", "", "investment", price.investment);
  figures.add("settings", "", "discount_rate", settings.discount_rate);
  figures.add_word("settings", "", "certainty", "certainty", settings.certainty);
  figures.add_word("settings", "", "order", "goal_order", settings.order);
  figures.add("settings", "", "affordability_limit", settings.affordability_limit);
  figures.add("settings", "", "budget_growth", settings.budget_growth);
  for (const Rule& rule : RulePack::china().rules()) {
    const auto state = settings.rule_states.find(rule.id);
    figures.add_word("rules", "", rule.id, "rule_state", state == settings.rule_states.end() ? rule.state : state->second);
  }
}

}  // namespace

std::vector<InputFigure> settings_figures(const Settings& settings) {
  Figures figures;
  add_settings(settings, figures);
  return figures.take();
}

std::vector<InputFigure> input_figures(const CampaignFile& file) {
  Figures figures;
  add_money(file.funding, figures);
  add_work(file, figures);
  add_settings(file.settings, figures);
  return figures.take();
}

std::vector<FigureChange> changed_figures(const std::vector<InputFigure>& before, const std::vector<InputFigure>& after) {
  std::vector<FigureChange> changes;
  auto a = before.begin(), b = after.begin();
  while (a != before.end() || b != after.end()) {
    const bool gone = b == after.end() || (a != before.end() && a->place < b->place);
    const bool fresh = !gone && (a == before.end() || b->place < a->place);
    if (gone) {
      changes.push_back(
          {.place = a->place, .before = a->value, .after = "", .change = a->money ? std::optional(-*a->money) : std::nullopt});
      ++a;
    } else if (fresh) {
      changes.push_back({.place = b->place, .before = "", .after = b->value, .change = b->money});
      ++b;
    } else {
      if (a->value != b->value)
        changes.push_back({.place = b->place,
                           .before = a->value,
                           .after = b->value,
                           .change = a->money && b->money ? std::optional(*b->money - *a->money) : std::nullopt});
      ++a;
      ++b;
    }
  }
  return changes;
}

}  // namespace liandong
