#include "gui/views/graph_page.hpp"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "gui/jobs/graph_job.hpp"
#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

enum class ColourBy { programme, gap, delay };

/// A light tint of a colour of the charts, so that the text on it is read easily.
QColor tint(const QColor& colour, double strength) {
  const QColor ground = Theme::current().surface;
  const auto mix = [&](int a, int b) { return static_cast<int>(a + (b - a) * strength); };
  return {mix(ground.red(), colour.red()), mix(ground.green(), colour.green()), mix(ground.blue(), colour.blue())};
}

}  // namespace

GraphPage::GraphPage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  search_ = new QLineEdit;
  search_->setMaximumWidth(180);
  search_->setClearButtonEnabled(true);
  colour_ = new QComboBox;
  chain_ = new QComboBox;
  chain_->setMinimumWidth(220);
  tools().addWidget(search_);
  tools().addWidget(colour_);
  tools().addWidget(chain_);
  view_ = new GraphView;
  empty_ = new QLabel;
  empty_->setObjectName(QStringLiteral("empty"));
  empty_->setAlignment(Qt::AlignCenter);
  stack_ = new QStackedWidget;
  stack_->addWidget(empty_);
  stack_->addWidget(view_);
  auto* card = new Card;
  card->body().setContentsMargins(2, 2, 2, 2);
  card->body().addWidget(stack_, 1);
  body().addWidget(card, 1);

  connect(colour_, &QComboBox::activated, this, [this] { view_->restyle(nodes()); });
  connect(chain_, &QComboBox::activated, this, &GraphPage::choose_chain);
  connect(search_, &QLineEdit::returnPressed, this, &GraphPage::find);
  connect(view_, &GraphView::node_clicked, this, [this](int node) {
    chain_->setCurrentIndex(0);
    focus(related_to(*graph_, node));
  });
  connect(view_, &GraphView::ground_clicked, this, [this] {
    chain_->setCurrentIndex(0);
    focus({});
  });
  connect(view_, &GraphView::node_opened, this, [this](int node) {
    emit asks_why(graph_->is_stage(node) ? QStringLiteral("stage") : QStringLiteral("project"), to_qt(key_of(node)));
  });
}

QString GraphPage::title() const { return translate("Pages", "Dependencies"); }

QString GraphPage::subtitle() const {
  return translate("Pages",
                   "A click leaves what a work waits for and what waits for it; a double click says why it is when it is. The wheel zooms, "
                   "0 shows all.");
}

const std::string& GraphPage::key_of(int node) const {
  const Campaign& campaign = drawn_->campaign;
  return graph_->is_stage(node) ? campaign[StageId{node - graph_->project_count()}].key : campaign[ProjectId{node}].key;
}

void GraphPage::fill_choices() {
  const int colour = std::max(0, colour_->currentIndex());
  colour_->clear();
  colour_->addItem(translate("Graph", "Colour: programme"));
  colour_->addItem(translate("Graph", "Colour: unpaid"));
  colour_->addItem(translate("Graph", "Colour: lateness of stages"));
  colour_->setCurrentIndex(colour);
  const int chain = std::max(0, chain_->currentIndex());
  chain_->clear();
  chain_->addItem(translate("Graph", "Critical chain to …"));
  if (drawn_)
    for (const Stage& stage : drawn_->campaign.stages()) chain_->addItem(display().say(stage.name));
  chain_->setCurrentIndex(chain < chain_->count() ? chain : 0);
  search_->setPlaceholderText(translate("Graph", "Find a work"));
  search_->setAccessibleName(search_->placeholderText());
}

void GraphPage::refresh() {
  const CampaignPtr campaign = workspace().campaign();
  empty_->setText(campaign ? translate("Graph", "Drawing …") : translate("Compare", "Open a campaign first."));
  const bool another = campaign != drawn_;
  drawn_ = campaign;
  fill_choices();
  if (!campaign) {
    graph_.reset();
    stack_->setCurrentIndex(0);
    return;
  }
  if (!another && view_->node_count() > 0) {
    view_->restyle(nodes());
    return;
  }
  stack_->setCurrentIndex(0);
  graph_ = std::make_shared<const DependencyGraph>(campaign->campaign);
  laying_out_.start([this, graph = graph_](const Job& job) -> JobLine::Landing {
    auto layout = std::make_shared<GraphLayout>(lay_out(*graph, job.stop));
    return [this, layout] {
      view_->show_graph(std::move(*layout), nodes());
      stack_->setCurrentIndex(1);
    };
  });
}

std::vector<GraphNode> GraphPage::nodes() const {
  if (!drawn_ || !graph_) return {};
  const Campaign& campaign = drawn_->campaign;
  const Theme& theme = Theme::current();
  const RunPtr& run = workspace().run();
  const auto by = static_cast<ColourBy>(std::max(0, colour_->currentIndex()));
  const std::vector<ProjectMoney> money = run ? money_by_project(*run) : std::vector<ProjectMoney>{};
  static constexpr Hue hues[] = {Hue::plan_1, Hue::plan_4, Hue::plan_3, Hue::plan_5, Hue::plan_2, Hue::plan_6};
  const auto period = [&](int t) { return to_qt(campaign.horizon().at(t).text()); };
  std::vector<GraphNode> all;
  for (int node = 0; node < graph_->node_count(); ++node) {
    GraphNode made{.name = {}, .note = {}, .fill = theme.surface, .text = theme.text, .stage = graph_->is_stage(node)};
    if (made.stage) {
      const StageId id{node - graph_->project_count()};
      const Stage& stage = campaign[id];
      made.name = display().say(stage.name);
      made.note = translate("Graph", "due %1").arg(to_qt(stage.deadline.text()));
      made.fill = tint(theme.of(hues[stage.programme.index() % 6]), 0.55);
      if (run) {
        const StageMetrics& metrics = run->metrics.stages[id.index()];
        made.note += QStringLiteral(" · ") + (metrics.forecast ? translate("Graph", "forecast %1").arg(period(*metrics.forecast))
                                                               : translate("Stages", "not reached"));
        if (by == ColourBy::delay) made.fill = tint(!metrics.forecast ? theme.bad : metrics.late > 0 ? theme.warn : theme.good, 0.6);
      }
      if (by == ColourBy::gap) made.fill = theme.surface;
    } else {
      const ProjectId id{node};
      const Project& project = campaign[id];
      made.name = display().say(project.name);
      made.note = display().money(project.cost) + QStringLiteral(" ") + display().unit_name();
      const std::vector<ProgrammeId> programmes = programmes_of(campaign, id);
      if (by == ColourBy::programme && !programmes.empty())
        made.fill = tint(theme.of(hues[programmes.front().index() % 6]), programmes.size() > 1 ? 0.16 : 0.3);
      if (run) {
        const auto& start = run->result.plan.start[id.index()];
        made.note += QStringLiteral(" · ") + (start ? period(*start) + QStringLiteral("–") + period(*start + project.duration - 1)
                                                    : translate("Graph", "not built"));
        const Money gap = money[id.index()].all_gap;
        if (by == ColourBy::gap && !gap.is_zero())
          made.fill = tint(theme.of(Hue::gap), 0.25 + 0.6 * std::min(1.0, gap.wan() / project.cost.wan()));
      }
    }
    all.push_back(std::move(made));
  }
  return all;
}

void GraphPage::focus(const std::vector<bool>& nodes) {
  view_->focus_on(nodes, nodes.empty() ? GraphLayout{} : layered_layout(*graph_, nodes));
}

void GraphPage::choose_chain() {
  if (!graph_) return;
  const int at = chain_->currentIndex() - 1;
  if (at < 0) {
    focus({});
    return;
  }
  std::vector<bool> shown(static_cast<std::size_t>(graph_->node_count()));
  const std::vector<int> chain = graph_->critical_chain(StageId{at});
  for (const int node : chain) shown[static_cast<std::size_t>(node)] = true;
  focus(shown);
}

void GraphPage::find() {
  if (!graph_ || search_->text().isEmpty()) return;
  const std::vector<GraphNode> all = nodes();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name.contains(search_->text(), Qt::CaseInsensitive) || to_qt(key_of(static_cast<int>(i))) == search_->text()) {
      focus(related_to(*graph_, static_cast<int>(i)));
      view_->centre_on(static_cast<int>(i));
      return;
    }
}

}  // namespace liandong::gui
