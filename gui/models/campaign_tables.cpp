#include "gui/models/campaign_tables.hpp"

#include <QtGlobal>
#include <memory>
#include <vector>

#include "gui/models/record_writer.hpp"
#include "model/io/words.hpp"
#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

template <class Row>
RecordWriter<Row> rows_of(const CampaignPtr& owner, const std::vector<Row>& rows) {
  return {owner, std::shared_ptr<const std::vector<Row>>(owner, &rows)};
}

/// The same, for rows that have keys.
template <class Row>
RecordWriter<Row> keyed(const CampaignPtr& owner, const std::vector<Row>& rows) {
  const auto key = [](const Row& row) { return row.key; };
  RecordWriter<Row> writer = rows_of(owner, rows);
  writer.keyed(key).add(QT_TRANSLATE_NOOP("Columns", "Key"), "id", key);
  return writer;
}

std::string join(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "|") + word;
  return all;
}

template <class Id>
std::string keys(const auto& owner, const std::vector<Id>& ids) {
  std::vector<std::string> all;
  for (const Id id : ids) all.push_back(owner[id].key);
  return join(all);
}

Text mark_of(SourceMark mark) { return word_of("mark", static_cast<int>(mark)); }
const auto mark = [](const auto& row) { return mark_of(row.mark); };

}  // namespace

std::vector<CampaignTable> campaign_tables(const CampaignPtr& file) {
  const Campaign* c = &file->campaign;
  const Funding* f = &file->funding;
  std::vector<CampaignTable> tables;
  const auto add = [&](const char* name, const char* title, Records records) { tables.push_back({name, title, std::move(records)}); };

  add("projects", QT_TRANSLATE_NOOP("Tables", "Projects"),
      keyed(file, c->projects())
          .add(QT_TRANSLATE_NOOP("Columns", "Name"), "", [](const Project& p) { return p.name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Unit"), "unit", [c](const Project& p) { return (*c)[p.unit].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Unit name"), "", [c](const Project& p) { return (*c)[p.unit].name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Kind"), "kind", [](const Project& p) { return name_of(p.kind); })
          .add(QT_TRANSLATE_NOOP("Columns", "Sector"), "sector", [](const Project& p) { return p.sector; })
          .money(QT_TRANSLATE_NOOP("Columns", "Cost"), "cost_wan", [](const Project& p) { return p.cost; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Periods"), "duration", [](const Project& p) { return p.duration; })
          .add(QT_TRANSLATE_NOOP("Columns", "Earliest start"), "earliest_start",
               [](const Project& p) { return known_or_blank(p.earliest_start); })
          .add(QT_TRANSLATE_NOOP("Columns", "Commercial"), "commercial", [](const Project& p) { return p.commercial; })
          .add(QT_TRANSLATE_NOOP("Columns", "Fit for BT"), "bt", [](const Project& p) { return p.bt; })
          .money(QT_TRANSLATE_NOOP("Columns", "Operating cost a year"), "operating_wan",
                 [](const Project& p) { return known_or_blank(p.operating_cost); })
          .money(QT_TRANSLATE_NOOP("Columns", "User fees a year"), "user_fees_wan",
                 [](const Project& p) { return known_or_blank(p.user_fees); })
          .add(QT_TRANSLATE_NOOP("Columns", "Responsible"), "responsible", [](const Project& p) { return word_or_blank(p.responsible); })
          .add(QT_TRANSLATE_NOOP("Columns", "Parent campaigns"), "tags", [](const Project& p) { return word_or_blank(join(p.tags)); })
          .add(QT_TRANSLATE_NOOP("Columns", "Basis of the cost"), "", [](const Project& p) { return p.basis; })
          .add(QT_TRANSLATE_NOOP("Columns", "Origin"), "mark", mark)
          .take());
  add("programmes", QT_TRANSLATE_NOOP("Tables", "Programmes"),
      keyed(file, c->programmes())
          .add(QT_TRANSLATE_NOOP("Columns", "Name"), "", [](const Programme& p) { return p.name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Level"), "", [](const Programme& p) { return p.level_wording; })
          .add(QT_TRANSLATE_NOOP("Columns", "Leading group"), "", [](const Programme& p) { return p.group; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Declared categories"), "declared_categories",
                  [](const Programme& p) { return known_or_blank(p.declared_categories); })
          .figure(QT_TRANSLATE_NOOP("Columns", "Declared tasks"), "declared_tasks",
                  [](const Programme& p) { return known_or_blank(p.declared_tasks); })
          .add(QT_TRANSLATE_NOOP("Columns", "Origin"), "mark", mark)
          .take());
  add("stages", QT_TRANSLATE_NOOP("Tables", "Stages"),
      keyed(file, c->stages())
          .add(QT_TRANSLATE_NOOP("Columns", "Programme"), "programme", [c](const Stage& s) { return (*c)[s.programme].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Name"), "", [](const Stage& s) { return s.name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Units"), "units", [c](const Stage& s) { return keys(*c, s.units); })
          .add(QT_TRANSLATE_NOOP("Columns", "Deadline"), "deadline", [](const Stage& s) { return s.deadline; })
          .add(QT_TRANSLATE_NOOP("Columns", "Firmness"), "firmness", [](const Stage& s) { return name_of(s.firmness); })
          .figure(QT_TRANSLATE_NOOP("Columns", "Assessment lag"), "assessment_lag", [](const Stage& s) { return s.assessment_lag; })
          .money(QT_TRANSLATE_NOOP("Columns", "Price of a period late"), "late_price_wan",
                 [](const Stage& s) { return known_or_blank(s.late_price); })
          .money(QT_TRANSLATE_NOOP("Columns", "Price of never"), "never_price_wan",
                 [](const Stage& s) { return known_or_blank(s.never_price); })
          .add(QT_TRANSLATE_NOOP("Columns", "Origin"), "mark", mark)
          .take());
  add("tasks", QT_TRANSLATE_NOOP("Tables", "Tasks"),
      keyed(file, c->tasks())
          .add(QT_TRANSLATE_NOOP("Columns", "Programme"), "", [c](const Task& t) { return (*c)[t.programme].name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Category"), "category", [c](const Task& t) { return (*c)[t.category].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Name"), "", [](const Task& t) { return t.name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Kind"), "kind", [](const Task& t) { return name_of(t.kind); })
          .add(QT_TRANSLATE_NOOP("Columns", "Responsible"), "responsible", [](const Task& t) { return word_or_blank(t.responsible); })
          .add(QT_TRANSLATE_NOOP("Columns", "Measure"), "measure", [](const Task& t) { return word_or_blank(t.measure); })
          .add(QT_TRANSLATE_NOOP("Columns", "Target"), "target", [](const Task& t) { return word_or_blank(t.target); })
          .add(QT_TRANSLATE_NOOP("Columns", "Shared result"), "shared_result", [](const Task& t) { return word_or_blank(t.shared_result); })
          .add(QT_TRANSLATE_NOOP("Columns", "A project can close it"), "closable", [](const Task& t) { return t.closable; })
          .add(QT_TRANSLATE_NOOP("Columns", "Origin"), "mark", mark)
          .take());
  add("serves", QT_TRANSLATE_NOOP("Tables", "Which project serves which task"),
      rows_of(file, c->services())
          .add(QT_TRANSLATE_NOOP("Columns", "Project"), "project", [c](const Service& s) { return (*c)[s.project].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Project name"), "", [c](const Service& s) { return (*c)[s.project].name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Task"), "task", [c](const Service& s) { return (*c)[s.task].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Task name"), "", [c](const Service& s) { return (*c)[s.task].name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Only for stages"), "stages",
               [c](const Service& s) { return word_or_blank(keys(*c, s.stages)); })
          .add(QT_TRANSLATE_NOOP("Columns", "Origin"), "mark", mark)
          .take());
  const auto end_key = [c](const LinkEnd& end) { return end.project ? (*c)[*end.project].key : (*c)[*end.stage].key; };
  const auto end_name = [c](const LinkEnd& end) { return end.project ? (*c)[*end.project].name : (*c)[*end.stage].name; };
  add("links", QT_TRANSLATE_NOOP("Tables", "Links"),
      rows_of(file, c->links())
          .add(QT_TRANSLATE_NOOP("Columns", "From"), "from", [end_key](const Link& l) { return end_key(l.from); })
          .add(QT_TRANSLATE_NOOP("Columns", "From name"), "", [end_name](const Link& l) { return end_name(l.from); })
          .add(QT_TRANSLATE_NOOP("Columns", "To"), "to", [end_key](const Link& l) { return end_key(l.to); })
          .add(QT_TRANSLATE_NOOP("Columns", "To name"), "", [end_name](const Link& l) { return end_name(l.to); })
          .add(QT_TRANSLATE_NOOP("Columns", "Type"), "type", [](const Link& l) { return word_of("link_kind", static_cast<int>(l.kind)); })
          .figure(QT_TRANSLATE_NOOP("Columns", "Lag"), "lag", [](const Link& l) { return l.lag; })
          .add(QT_TRANSLATE_NOOP("Columns", "Origin"), "mark", mark)
          .take());
  add("sources", QT_TRANSLATE_NOOP("Tables", "Sources"),
      keyed(file, f->sources())
          .add(QT_TRANSLATE_NOOP("Columns", "Name"), "", [](const Source& s) { return s.name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Channel"), "channel", [](const Source& s) { return name_of(s.channel); })
          .add(QT_TRANSLATE_NOOP("Columns", "Level"), "level", [](const Source& s) { return name_of(s.level); })
          .add(QT_TRANSLATE_NOOP("Columns", "Owner"), "owner",
               [c](const Source& s) { return s.owner.known() ? Value((*c)[s.owner].key) : Value(); })
          .add(QT_TRANSLATE_NOOP("Columns", "For units"), "units", [c](const Source& s) { return word_or_blank(keys(*c, s.units)); })
          .add(QT_TRANSLATE_NOOP("Columns", "For sectors"), "sectors", [](const Source& s) { return word_or_blank(join(s.sectors)); })
          .add(QT_TRANSLATE_NOOP("Columns", "For kinds"), "kinds", [](const Source& s) { return word_or_blank(join(s.kinds)); })
          .figure(QT_TRANSLATE_NOOP("Columns", "Largest share"), "max_share", [](const Source& s) { return Share{s.max_share.value()}; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Local match"), "match_rate", [](const Source& s) { return Share{s.match_rate.value()}; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Carried over"), "carry_over", [](const Source& s) { return Share{s.carry_over.value()}; })
          .add(QT_TRANSLATE_NOOP("Columns", "Contract terms"), "contract",
               [f](const Source& s) { return s.contract.known() ? Value((*f)[s.contract].key) : Value(); })
          .add(QT_TRANSLATE_NOOP("Columns", "Repaid by"), "repaid_by",
               [f](const Source& s) { return s.repaid_by.known() ? Value((*f)[s.repaid_by].key) : Value(); })
          .take());
  add("inflows", QT_TRANSLATE_NOOP("Tables", "Inflows"),
      rows_of(file, f->inflows())
          .add(QT_TRANSLATE_NOOP("Columns", "Source"), "source", [f](const Inflow& i) { return (*f)[i.source].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Source name"), "", [f](const Inflow& i) { return (*f)[i.source].name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Period"), "period", [](const Inflow& i) { return i.period; })
          .add(QT_TRANSLATE_NOOP("Columns", "Certainty"), "certainty", [](const Inflow& i) { return name_of(i.certainty); })
          .money(QT_TRANSLATE_NOOP("Columns", "Amount"), "amount_wan", [](const Inflow& i) { return i.amount; })
          .take());
  add("contracts", QT_TRANSLATE_NOOP("Tables", "Contract terms"),
      keyed(file, f->contracts())
          .add(QT_TRANSLATE_NOOP("Columns", "Kind"), "kind",
               [](const Contract& k) { return word_of("contract_kind", static_cast<int>(k.kind)); })
          .add(QT_TRANSLATE_NOOP("Columns", "Repayment"), "",
               [](const Contract& k) { return word_of("repayment", static_cast<int>(k.repayment)); })
          .figure(QT_TRANSLATE_NOOP("Columns", "Instalments"), "", [](const Contract& k) { return k.instalments; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Interest a year"), "", [](const Contract& k) { return Share{k.annual_rate.value()}; })
          .money(QT_TRANSLATE_NOOP("Columns", "Smallest on one project"), "", [](const Contract& k) { return k.min_size; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Profit rate"), "", [](const Contract& k) { return Share{k.profit_rate.value()}; })
          .figure(QT_TRANSLATE_NOOP("Columns", "Subsidy years"), "", [](const Contract& k) { return k.subsidy_years; })
          .take());
  add("budgets", QT_TRANSLATE_NOOP("Tables", "Budgets"),
      rows_of(file, f->budgets())
          .add(QT_TRANSLATE_NOOP("Columns", "Unit"), "unit", [c](const Budget& b) { return (*c)[b.unit].key; })
          .add(QT_TRANSLATE_NOOP("Columns", "Unit name"), "", [c](const Budget& b) { return (*c)[b.unit].name; })
          .add(QT_TRANSLATE_NOOP("Columns", "Year"), "year", [](const Budget& b) { return std::to_string(b.year); })
          .money(QT_TRANSLATE_NOOP("Columns", "General expenditure"), "general_expenditure_wan",
                 [](const Budget& b) { return b.general_expenditure; })
          .money(QT_TRANSLATE_NOOP("Columns", "Committed service"), "committed_service_wan",
                 [](const Budget& b) { return b.committed_service; })
          .take());
  return tables;
}

}  // namespace liandong::gui
