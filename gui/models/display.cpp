#include "gui/models/display.hpp"

namespace liandong::gui {

void Display::set_language(Language language) {
  if (language == language_) return;
  language_ = language;
  emit changed();
}

void Display::set_unit(MoneyUnit unit) {
  if (unit == unit_) return;
  unit_ = unit;
  emit changed();
}

QString Display::in_unit(const QString& title) const {
  return language_ == Language::chinese ? title + QStringLiteral("（") + unit_name() + QStringLiteral("）")
                                        : title + QStringLiteral(" (") + unit_name() + QStringLiteral(")");
}

double Display::value(Money amount) const {
  switch (unit_) {
    case MoneyUnit::yuan: return amount.wan() * 10'000;
    case MoneyUnit::wan: return amount.wan();
    case MoneyUnit::yi: return amount.wan() / 10'000;
  }
  return amount.wan();
}

}  // namespace liandong::gui
