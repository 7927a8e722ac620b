#include "gui/models/value.hpp"

#include <QCollator>
#include <QLocale>

namespace liandong::gui {
namespace {

template <class... F>
struct Cases : F... {
  using F::operator()...;
};

QString yes_or_no(bool yes) { return yes ? translate("Value", "yes") : translate("Value", "no"); }

}  // namespace

QString shown(const Value& value, const Display& display) {
  return std::visit(
      Cases{[](std::monostate) { return QStringLiteral("–"); }, [&](const Text& text) { return display.say(text); },
            [](const std::string& word) { return to_qt(word); }, [&](Money amount) { return display.money(amount); },
            [](int count) { return QLocale::c().toString(count); }, [](double number) { return QString::number(number, 'f', 3); },
            [](Share share) { return to_qt(percent(share.of_one)); }, [](Period period) { return to_qt(period.text()); },
            [](bool yes) { return yes_or_no(yes); }},
      value);
}

QString pasted(const Value& value, const Display& display) {
  return std::visit(
      Cases{[](std::monostate) { return QString(); },
            [&](const Text& text) { return display.say(text).simplified(); },  // A tab or line break would start another cell.
            [](const std::string& word) { return to_qt(word).simplified(); },
            [&](Money amount) { return display.money(amount).remove(QLatin1Char(',')); }, [](int count) { return QString::number(count); },
            [](double number) { return QString::number(number, 'g', 12); },
            [](Share share) { return QString::number(share.of_one, 'g', 12); }, [](Period period) { return to_qt(period.text()); },
            [](bool yes) { return yes_or_no(yes); }},
      value);
}

bool less(const Value& a, const Value& b, const Display& display) {
  if (a.index() != b.index()) return b.index() == 0 || (a.index() != 0 && a.index() < b.index());
  if (std::holds_alternative<Text>(a) || std::holds_alternative<std::string>(a)) {
    static QCollator english{QLocale(QLocale::English)}, chinese{QLocale(QLocale::Chinese)};
    QCollator& collator = display.language() == Language::chinese ? chinese : english;
    collator.setNumericMode(true);
    return collator.compare(shown(a, display), shown(b, display)) < 0;
  }
  return std::visit(
      [&]<class T>(const T& left) {
        if constexpr (requires { left < left; }) return left < std::get<T>(b);
        return false;
      },
      a);
}

bool is_figure(const Value& value) {
  return std::holds_alternative<Money>(value) || std::holds_alternative<int>(value) || std::holds_alternative<double>(value) ||
         std::holds_alternative<Share>(value);
}

}  // namespace liandong::gui
