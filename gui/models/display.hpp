#pragma once

#include <QCoreApplication>
#include <QObject>
#include <QString>
#include <string>

#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "model/planning/figures.hpp"

namespace liandong::gui {

[[nodiscard]] inline QString to_qt(const std::string& text) { return QString::fromStdString(text); }

/// A fixed text in the language of the window; the form that Qt Linguist finds.
[[nodiscard]] inline QString translate(const char* context, const char* text) { return QCoreApplication::translate(context, text); }

/// How names and amounts are shown. There is one for the whole window, so that a switch of language or unit reaches every table and chart.
class Display : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] MoneyUnit unit() const { return unit_; }
  void set_language(Language language);
  void set_unit(MoneyUnit unit);

  [[nodiscard]] QString say(const Text& text) const { return to_qt(text.in(language_)); }
  [[nodiscard]] QString money(Money amount) const { return to_qt(figure(amount, unit_)); }
  [[nodiscard]] QString unit_name() const { return say(name_of(unit_)); }
  /// "Gap (万元)", in the brackets of the language.
  [[nodiscard]] QString in_unit(const QString& title) const;
  /// `amount` as a number of the unit, for axes.
  [[nodiscard]] double value(Money amount) const;

 signals:
  void changed();

 private:
  Language language_ = Language::english;
  MoneyUnit unit_ = MoneyUnit::wan;
};

}  // namespace liandong::gui
