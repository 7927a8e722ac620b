#pragma once

#include "gui/views/graph_view.hpp"
#include "gui/views/page.hpp"
#include "model/planning/planning_problem.hpp"

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace liandong::gui {

/// Which work waits for which, down to the award stages; coloured by programme, by what is unpaid, or by lateness.
class GraphPage : public Page {
  Q_OBJECT
 public:
  GraphPage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  [[nodiscard]] GraphView& view() const { return *view_; }
  [[nodiscard]] QComboBox& chain() const { return *chain_; }
  [[nodiscard]] const std::shared_ptr<const DependencyGraph>& graph() const { return graph_; }
  [[nodiscard]] JobLine& laying_out() { return laying_out_; }

 private:
  void refresh() override;
  void fill_choices();
  void choose_chain();
  void find();
  void focus(const std::vector<bool>& nodes);
  [[nodiscard]] std::vector<GraphNode> nodes() const;
  [[nodiscard]] const std::string& key_of(int node) const;

  QComboBox *colour_, *chain_;
  QLineEdit* search_;
  QStackedWidget* stack_;
  QLabel* empty_;
  GraphView* view_;
  CampaignPtr drawn_;
  std::shared_ptr<const DependencyGraph> graph_;
  JobLine laying_out_;
};

}  // namespace liandong::gui
