#include "model/verify/multiplier_reader.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liandong::verify {
namespace {

constexpr const char* file = "certificate.json";

bool is_multiplier(double value) { return std::isfinite(value) && value >= 0; }

}  // namespace

Multipliers MultiplierReader::none() const {
  return {.cash = std::vector<std::vector<double>>(static_cast<std::size_t>(facts_.source_count())), .affordability = {}};
}

void MultiplierReader::check(const std::string& key, int t, double value) {
  if (is_multiplier(value)) return;
  const std::string when = facts_.campaign().horizon().at(t).text();
  unsound(fmt::format("source {} in {}", key, when), fmt::format("资金 {} 在 {} ", key, when), value);
}

void MultiplierReader::unsound(const std::string& en, const std::string& zh, double value) {
  findings_.add(11, file, 0,
                {fmt::format("The multiplier of {}{} is {:g}; multipliers are not negative.", en, where_.en, value),
                 fmt::format("{}{}的乘子为 {:g}，乘子不得为负。", where_.zh, zh, value)});
}

void MultiplierReader::read_affordability(const std::map<std::pair<std::string, int>, double>& stated, Multipliers& multipliers) {
  for (const auto& [where, value] : stated) {
    const auto unit = keys_.unit(where.first);
    if (!unit) {
      findings_.add(0, file, 0, unknown_key("unit", "单位", where.first));
      continue;
    }
    multipliers.affordability[{*unit, where.second}] = value;
    if (!is_multiplier(value))
      unsound(fmt::format("{} in {}", where.first, where.second), fmt::format("{} 在 {} 年", where.first, where.second), value);
  }
}

Multipliers MultiplierReader::read(const CertificateFile& certificate) {
  where_ = {};
  Multipliers multipliers = none();
  for (const auto& [key, values] : certificate.cash) {
    const auto source = keys_.source(key);
    if (!source) {
      findings_.add(0, file, 0, unknown_key("source", "资金来源", key));
      continue;
    }
    multipliers.cash[source->index()] = values;
    for (int t = 0; t < static_cast<int>(values.size()) && t < facts_.periods(); ++t) check(key, t, values[static_cast<std::size_t>(t)]);
  }
  for (int k = 0; k < facts_.source_count(); ++k)
    if (multipliers.cash[static_cast<std::size_t>(k)].size() != static_cast<std::size_t>(facts_.periods()))
      findings_.add(11, file, 0,
                    {fmt::format("Source {} does not have one multiplier for each period.", facts_.funding()[SourceId{k}].key),
                     fmt::format("资金 {} 的乘子未按期给全。", facts_.funding()[SourceId{k}].key)});
  read_affordability(certificate.affordability, multipliers);
  return multipliers;
}

Multipliers MultiplierReader::read(const BranchFile& branch, int number) {
  where_ = {fmt::format(" in branch {}", number), fmt::format("分支 {} 中 ", number)};
  return read_stated(branch);
}

Multipliers MultiplierReader::read(const BranchFile& leaf, int part, int number) {
  where_ = {fmt::format(" in part {}, branch {}", part, number), fmt::format("第 {} 部分分支 {} 中 ", part, number)};
  return read_stated(leaf);
}

Multipliers MultiplierReader::read_stated(const BranchFile& branch) {
  Multipliers multipliers = none();
  for (const auto& [key, stated] : branch.cash) {
    const auto source = keys_.source(key);
    if (!source) {
      findings_.add(0, file, 0, unknown_key("source", "资金来源", key));
      continue;
    }
    const auto first = facts_.index(stated.from);
    if (!first || stated.values.size() > static_cast<std::size_t>(facts_.periods() - *first)) {
      findings_.add(11, file, 0,
                    {fmt::format("The multipliers of source {}{}, {} from {} on, do not lie within the horizon.", key, where_.en,
                                 stated.values.size(), stated.from.text()),
                     fmt::format("{}资金 {} 自 {} 起的 {} 个乘子超出规划期。", where_.zh, key, stated.from.text(), stated.values.size())});
      continue;
    }
    auto& cash = multipliers.cash[source->index()];
    cash.assign(static_cast<std::size_t>(facts_.periods()), 0);
    for (std::size_t i = 0; i < stated.values.size(); ++i) {
      cash[static_cast<std::size_t>(*first) + i] = stated.values[i];
      check(key, *first + static_cast<int>(i), stated.values[i]);
    }
  }
  read_affordability(branch.affordability, multipliers);
  return multipliers;
}

}  // namespace liandong::verify
