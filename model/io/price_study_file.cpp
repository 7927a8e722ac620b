#include "model/io/price_study_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "model/io/csv.hpp"
#include "model/io/folder_transaction.hpp"

namespace liandong {
namespace {

/// Shortest text that reads back as the same double; empty = without limit.
std::string number(double value) { return std::isfinite(value) ? fmt::format("{}", value == 0 ? 0.0 : value) : std::string(); }

}  // namespace

Issues write_price_study(const std::filesystem::path& out, const PlanningProblem& problem, const PriceStudy& study) {
  std::error_code error;
  FolderTransaction folder(out, std::filesystem::exists(out / "plan.json", error) ? "plan.json" : "price_study.csv");
  if (!folder.ok()) return folder.issues();
  std::string text =
      "source,period,money_wan,dual,dual_range_low_wan,dual_range_high_wan,change,extra_wan,value_replanned,value_held,proven_low,proven_"
      "high,"
      "projects_moved,stages_moved,cost_wan,bound_wan\n";
  for (const SourcePrice& price : study.prices)
    for (const PriceStep& step : price.steps) {
      const PriceQuestion& asked = price.question;
      text += csv_field(problem.funding()[asked.source].key) + "," + (asked.t ? problem.campaign().horizon().at(*asked.t).text() : "");
      text += "," + price.money.wan_text();
      for (const double value : {price.dual, price.dual_low, price.dual_high}) text += "," + number(value);
      text += "," + step.change.text();
      for (const double value : {step.extra, step.price, step.held, step.low, step.high}) text += "," + number(value);
      text += "," + std::to_string(step.moved) + "," + std::to_string(step.stages_moved) + "," + number(step.cost) + "," +
              number(step.bound) + "\n";
    }
  folder.write("price_study.csv", text);
  folder.commit();
  return folder.issues();
}

}  // namespace liandong
