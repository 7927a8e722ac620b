#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "gui/views/charts/chart.hpp"
#include "gui/views/main_window.hpp"
#include "gui/views/overview_page.hpp"
#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

/// Paper is white whatever the window is; the window's theme comes back at the end.
class OnPaper {
 public:
  explicit OnPaper(MainWindow& window) : window_(window), dark_(Theme::current().dark) {
    if (dark_) window_.set_dark(false);
    QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
  }
  ~OnPaper() {
    if (dark_) window_.set_dark(true);
  }
  OnPaper(const OnPaper&) = delete;
  OnPaper& operator=(const OnPaper&) = delete;

 private:
  MainWindow& window_;
  bool dark_;
};

QByteArray svg_of(Chart& chart, const QString& title) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator svg;
  svg.setOutputDevice(&buffer);
  svg.setSize(chart.size());
  svg.setViewBox(QRect(QPoint(), chart.size()));
  svg.setTitle(title);
  QPainter painter(&svg);
  chart.draw(painter, QRectF(QPointF(), QSizeF(chart.size())));
  painter.end();
  return bytes;
}

QImage image_of(Chart& chart) {
  QImage image(chart.size() * 2, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  chart.draw(painter, QRectF(QPointF(), QSizeF(image.size())));
  painter.end();
  return image;
}

QByteArray png_of(Chart& chart) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image_of(chart).save(&buffer, "PNG");
  return bytes;
}

/// A page of `size` in points of the screen, drawn by `draw`.
QByteArray pdf_of(const QSize& size, const QPageLayout& layout, const QString& title, const std::function<void(QPainter&)>& draw) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter pdf(&buffer);
    pdf.setTitle(title);
    pdf.setCreator(QStringLiteral("Liandong ") + QStringLiteral(LIANDONG_VERSION));
    pdf.setPageLayout(layout);
    pdf.setResolution(300);
    QPainter painter(&pdf);
    const QRect page = painter.viewport();
    const double scale = std::min(static_cast<double>(page.width()) / size.width(), static_cast<double>(page.height()) / size.height());
    painter.scale(scale, scale);
    draw(painter);
  }
  return bytes;
}

bool write_whole(const QString& file, const QByteArray& bytes) {
  QSaveFile out(file);
  return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
}

}  // namespace

bool MainWindow::export_leadership(const QString& file) {
  if (!workspace_.run()) {
    say(translate("Window", "There is no plan yet."));
    return false;
  }
  const OnPaper paper(*this);
  // A page of its own: what is on the screen keeps its size.
  OverviewPage sheet(workspace_, display_);
  sheet.setAttribute(Qt::WA_DontShowOnScreen);
  sheet.lay_out_for_paper();
  sheet.show();
  QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
  const QPageLayout a4(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(10, 10, 10, 10), QPageLayout::Millimeter);
  return exported(file, pdf_of(sheet.size(), a4, sheet.title(), [&](QPainter& painter) { sheet.render(&painter); }));
}

bool MainWindow::exported(const QString& file, const QByteArray& bytes) {
  const bool done = write_whole(file, bytes);
  say(done ? translate("Window", "Exported to %1").arg(file) : translate("Window", "%1 could not be written").arg(file));
  return done;
}

Chart* MainWindow::shown_chart() {
  const Page* shown = page(current_page());
  if (shown && !shown->charts().empty()) return shown->charts().front();
  say(translate("Window", "This page has no chart."));
  return nullptr;
}

bool MainWindow::export_chart(const QString& file) {
  Chart* const shown = shown_chart();
  if (!shown) return false;
  const OnPaper paper(*this);
  Chart& chart = *shown;
  const QString kind = QFileInfo(file).suffix().toLower(), title = page(current_page())->title();
  QByteArray bytes;
  if (kind == QLatin1String("svg"))
    bytes = svg_of(chart, title);
  else if (kind == QLatin1String("pdf"))
    bytes = pdf_of(chart.size(), QPageLayout(QPageSize(QSizeF(chart.size()), QPageSize::Point), QPageLayout::Portrait, QMarginsF()), title,
                   [&](QPainter& painter) { chart.draw(painter, QRectF(QPointF(), QSizeF(chart.size()))); });
  else
    bytes = png_of(chart);
  return exported(file, bytes);
}

bool MainWindow::copy_chart() {
  Chart* const shown = shown_chart();
  if (!shown) return false;
  const OnPaper paper(*this);
  QApplication::clipboard()->setImage(image_of(*shown));
  say(translate("Window", "The chart is on the clipboard."));
  return true;
}

void MainWindow::choose_export(bool leadership) {
  const QString file = QFileDialog::getSaveFileName(
      this, translate("Window", "Export"), leadership ? QStringLiteral("overview.pdf") : current_page() + QStringLiteral(".png"),
      leadership ? QStringLiteral("PDF (*.pdf)") : QStringLiteral("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"));
  if (file.isEmpty()) return;
  if (leadership)
    export_leadership(file);
  else
    export_chart(file);
}

}  // namespace liandong::gui
