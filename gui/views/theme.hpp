#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include "gui/models/chart_data.hpp"

class QApplication;

namespace liandong::gui {

/// Colours of the window and of charts. Hues are told apart by people who do not see red and green alike, and by lightness in print.
struct Theme {
  bool dark = false;
  QColor window, surface, line, text, muted, accent, accent_text;
  QColor good, warn, bad;  ///< On time, late, never: beside each always stands a shape and a word.

  [[nodiscard]] QColor of(Hue hue) const;
  [[nodiscard]] static const Theme& light();
  [[nodiscard]] static const Theme& night();
  [[nodiscard]] static const Theme& current();
};

/// Takes the theme for the whole program: palette, style sheet, font.
void use_theme(QApplication& application, bool dark);

/// Noto Sans CJK SC by name, so that Chinese is not set in Japanese forms; digits of one width.
[[nodiscard]] QFont interface_font(int points = 10);

}  // namespace liandong::gui
