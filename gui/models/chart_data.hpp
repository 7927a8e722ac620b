#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <string>
#include <vector>

#include "model/core/money.hpp"

namespace liandong::gui {

/// What a colour stands for; the theme says which it is, the same on every page.
enum class Hue {
  fiscal,
  bundled,
  bt,
  bot,
  investment,
  gap,
  gap_milder,
  gap_mildest,
  ceiling,
  neutral,
  balance,
  plan_1,
  plan_2,
  plan_3,
  plan_4,
  plan_5,
  plan_6
};

/// One line, or one layer of stacked columns: an amount for each category, or nothing where there is none.
struct ChartSeries {
  std::string key;  ///< What a click on it leads to, such as "bt".
  QString name;
  Hue hue = Hue::neutral;
  std::vector<std::optional<Money>> values;
};

/// Everything a chart draws. Filled whole, from a plan; its texts are in one language and the amounts exact, so a test can hold them
/// against the plan folder.
struct ChartData {
  QString title;
  QStringList categories;
  std::vector<ChartSeries> columns;  ///< On each other, the first at the bottom.
  std::vector<ChartSeries> lines;    ///< Over the columns.
  QString empty{};                   ///< Said in place of a chart that has nothing to show.

  [[nodiscard]] bool nothing() const {
    for (const auto* group : {&columns, &lines})
      for (const ChartSeries& series : *group)
        for (const auto& value : series.values)
          if (value && !value->is_zero()) return false;
    return true;
  }
};

}  // namespace liandong::gui
