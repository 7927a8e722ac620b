#pragma once

#include <QMainWindow>
#include <QTranslator>
#include <vector>

#include "gui/jobs/workspace.hpp"
#include "gui/models/display.hpp"
#include "gui/views/page.hpp"

class QAction;
class QComboBox;
class QDockWidget;
class QLabel;
class QListWidget;
class QMenu;
class QProgressBar;
class QPushButton;
class QSettings;
class QStackedWidget;
class QTextBrowser;

namespace liandong::gui {

class DataPage;
class OverviewPage;
class StartPage;
class TablePanel;

/// The window: pages at the left, what is open and how it is shown at the top, issues and reasons below and at the right.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  /// `settings` keeps language, unit, theme, recent folders and the window's place; it must outlive the window.
  explicit MainWindow(QSettings& settings, QWidget* parent = nullptr);

  void open(const QString& folder);
  void show_page(const QString& key);
  [[nodiscard]] QStringList page_keys() const;
  [[nodiscard]] Page* page(const QString& key) const;
  [[nodiscard]] QString current_page() const;
  void set_language(Language language);
  void set_unit(MoneyUnit unit);
  void set_dark(bool dark);

  [[nodiscard]] Workspace& workspace() { return workspace_; }
  [[nodiscard]] const Display& display() const { return display_; }
  [[nodiscard]] QPushButton& plan_button() const { return *plan_; }
  [[nodiscard]] QPushButton& stop_button() const { return *stop_; }
  [[nodiscard]] TablePanel& issues() const { return *issues_; }
  [[nodiscard]] QTextBrowser& reasons() const { return *reasons_; }

  /// The page for leadership on one sheet of A4, in the light theme. False, and a message, if the file cannot be written.
  bool export_leadership(const QString& file);
  /// The first chart of the page shown, as its ending says: .png, .svg or .pdf.
  bool export_chart(const QString& file);
  /// The same as a picture on the clipboard.
  bool copy_chart();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  struct Entry {
    QString key;
    const char* name = nullptr;  ///< In English, marked for translation in the context "Navigation".
    Page* page = nullptr;        ///< Null: a heading.
    bool needs_plan = false;
  };
  void build_pages();
  void build_top();
  void build_docks();
  void build_menus();
  void connect_workspace();
  void retranslate();
  void fill_navigation();
  void fill_scenarios();
  void refresh_pages();
  void show_progress(const JobProgress& at);
  void show_busy();
  void show_reasons();
  void choose_folder();
  void save_plan();
  void choose_export(bool leadership);
  void remember(const QString& folder);
  void say(const QString& message);
  /// Written whole; a message says so, or that it could not be.
  bool exported(const QString& file, const QByteArray& bytes);
  /// The main chart of the page shown; nothing once it has been said that there is none.
  [[nodiscard]] Chart* shown_chart();
  [[nodiscard]] QAction* action(const char* text, const QKeySequence& keys, std::function<void()> run);

  QSettings& settings_;
  QTranslator translator_, qt_translator_;
  Display display_;
  Workspace workspace_;
  std::vector<Entry> entries_;
  QListWidget* navigation_;
  QStackedWidget* pages_;
  StartPage* start_;
  OverviewPage* overview_;
  DataPage* data_;
  QWidget* top_;
  QLabel *campaign_, *progress_text_, *empty_plan_;
  QComboBox *scenario_, *unit_, *language_;
  QPushButton *plan_, *stop_, *theme_;
  QProgressBar* progress_;
  QDockWidget *issues_dock_, *reasons_dock_;
  TablePanel* issues_;
  QTextBrowser* reasons_;
  Text reason_heading_;  ///< In both languages, so that a switch reaches it too.
  std::vector<Statement> reason_statements_;
  std::vector<std::pair<QAction*, const char*>> actions_;
  std::vector<std::pair<QMenu*, const char*>> menus_;
  QMenu* recent_;
};

/// The example campaign, where it lies beside the program or is installed; empty if it is not found.
[[nodiscard]] QString example_folder();

}  // namespace liandong::gui
