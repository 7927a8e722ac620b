#include "tests/support/random_campaign.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tests/support/gallery_builder.hpp"

namespace liandong::gallery {
namespace {

/// The generator's numbers are the standard's; its distributions are the library's, so they are not used. For the same reason no two
/// draws stand in one expression whose order is the compiler's choice (a braced list goes from left to right).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  int below(int count) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(count)); }
  bool chance(int percent) { return below(100) < percent; }
  double unit() { return static_cast<double>(engine_() % 1'000'003) / 1'000'002.0; }
  template <class T>
  T of(std::initializer_list<T> choices) {
    return choices.begin()[below(static_cast<int>(choices.size()))];
  }

 private:
  std::mt19937_64 engine_;
};

constexpr double one_fen = 1e-6, thousand_yi = 1e7;  // 万元

struct City {
  UnitId unit;
  std::vector<UnitId> units;  ///< With its counties.
  std::optional<SourceId> own;
  double cost = 0;  ///< Of its projects, 万元.
};

class RandomCampaign {
 public:
  explicit RandomCampaign(const RandomTerms& terms)
      : wide_(terms.wide),
        draw_(terms.seed * 0x9e3779b97f4a7c15ULL + (terms.wide ? 1 : 0)),
        ties_(!wide_ && draw_.chance(25)),
        orphans_(draw_.chance(35)),
        periods_(terms.seed % 8 == 0 ? 1 : 4 + draw_.below(5)),
        builder_{(wide_ ? "wide-" : "random-") + std::to_string(terms.seed),
                 draw_.of({PeriodUnit::quarter, PeriodUnit::quarter, PeriodUnit::year, PeriodUnit::month}), periods_,
                 draw_.of({Rate{}, Rate::percent(6), Rate::percent(20)}), 2012 + draw_.below(3)} {}

  Case drawn() {
    prices();
    const int cities = draw_.of({1, 1, 2, 2, 3});
    for (int i = 0; i < cities; ++i) city(i);
    for (City& city : cities_) projects(city, cities == 1 ? 3 + draw_.below(4) : 2 + draw_.below(2));
    links();
    stages();
    for (City& city : cities_) money_of(city);
    if (wide_) ends();
    shared_money();
    return builder_.unsolved();
  }

 private:
  /// 万元.
  double amount() {
    if (wide_) return one_fen * std::pow(thousand_yi / one_fen, draw_.unit());
    if (ties_) return draw_.of({10.0, 20.0, 40.0});
    return draw_.below(200'000'000) / 1e6;
  }

  void prices() {
    Settings& settings = builder_.settings();
    settings.prices.gap = draw_.of({Rate::percent(300), Rate::percent(300), Rate::percent(150), Rate::percent(100), Rate::percent(1000)});
    if (draw_.chance(20)) settings.rule_states["BT1"] = RuleState::reported;
    if (draw_.chance(30)) settings.certainty = Certainty::approved;
  }

  void city(int number) {
    City city{.unit = number == 0 ? UnitId{0} : builder_.city("city-" + std::to_string(number)), .units = {}, .own = {}, .cost = 0};
    city.units.push_back(city.unit);
    for (int i = draw_.below(3); i > 0; --i)
      city.units.push_back(builder_.county("county-" + std::to_string(number) + "-" + std::to_string(i), draw_.chance(60)));
    cities_.push_back(std::move(city));
  }

  void projects(City& city, int count) {
    for (int i = 0; i < count; ++i) {
      const int longest = draw_.chance(95) ? std::min(3, periods_) : 3;  // A few do not fit into the horizon.
      std::vector<double> spend(static_cast<std::size_t>(1 + draw_.below(longest)));
      const bool free = draw_.chance(10);
      for (double& part : spend) part = free || draw_.chance(6) ? 0 : amount();
      if (wide_ && projects_.empty()) spend = {one_fen};
      if (wide_ && projects_.size() == 1) spend = {thousand_yi};
      const bool charges = draw_.chance(45);
      ProjectTerms terms{.spend = spend,
                         .unit = city.units[static_cast<std::size_t>(draw_.below(static_cast<int>(city.units.size())))],
                         .sector = orphans_ && draw_.chance(25) ? "dossiers" : draw_.of({"sewage", "roads", "culture"}),
                         .earliest = draw_.chance(15) ? draw_.below((periods_ + 1) / 2) : -1,
                         .commercial = draw_.chance(35),
                         .bt = draw_.chance(55)};
      if (charges) {
        const double capital = std::max(one_fen, *std::max_element(spend.begin(), spend.end()));
        terms.operating = capital * draw_.unit() / 10;
        terms.fees = std::max(one_fen, capital * draw_.unit() / 5);
      }
      cost_.push_back(std::accumulate(spend.begin(), spend.end(), 0.0));
      city.cost += cost_.back();
      projects_.push_back(builder_.project("p" + std::to_string(projects_.size()), terms));
    }
  }

  /// From earlier to later projects, so without a cycle; across cities too, but rarely.
  void links() {
    const int count = static_cast<int>(projects_.size());
    for (int from = 0; from < count; ++from)
      for (int to = from + 1; to < count; ++to)
        if (draw_.chance(std::max(8, 70 / count))) {
          const LinkKind kind =
              draw_.of({LinkKind::finish_to_start, LinkKind::start_to_start, LinkKind::finish_to_finish, LinkKind::start_to_finish});
          const int lag = draw_.below(5) - 2;
          builder_.link({projects_[static_cast<std::size_t>(from)], {}}, {projects_[static_cast<std::size_t>(to)], {}}, kind, lag);
        }
  }

  void stages() {
    std::vector<StageId> stages;
    const int count = static_cast<int>(projects_.size());
    for (int s = 1 + draw_.below(3); s > 0; --s) {
      // The first stage needs early projects alone, so that a later one may wait for it.
      const int candidates = stages.empty() ? (count + 1) / 2 : count;
      std::vector<ProjectId> needs;
      double cost = 0;
      for (int j = 0; j < candidates; ++j)
        if (draw_.chance(55)) {
          needs.push_back(projects_[static_cast<std::size_t>(j)]);
          cost += cost_[static_cast<std::size_t>(j)];
        }
      if (needs.empty()) needs.push_back(projects_.front());
      if (ties_) cost = 100;
      stages.push_back(builder_.stage("s" + std::to_string(stages.size()),
                                      {.needs = needs,
                                       .deadline = draw_.chance(20) ? periods_ + draw_.below(3) : draw_.below(periods_ + 1) - 1,
                                       .late = cost * draw_.of({0.0, 0.1, 0.3, 1.0}),
                                       .never = cost * draw_.of({0.5, 2.0, 5.0}),
                                       .firmness = draw_.of({Firmness::firm, Firmness::strive}),
                                       .lag = draw_.of({0, 0, 1})}));
      if (stages.size() > 1 && draw_.chance(40))
        builder_.link({{}, stages[stages.size() - 2]}, {{}, stages.back()}, LinkKind::finish_to_start, draw_.of({0, 1, -1}));
    }
    if (draw_.chance(25)) builder_.link({{}, stages.front()}, {projects_.back(), {}}, LinkKind::finish_to_start, 0);
  }

  /// About `total` 万元 in some of the periods.
  std::vector<double> inflow(int percent, double total) {
    std::vector<double> by_period(static_cast<std::size_t>(periods_));
    const double part_of = 100 * total / (percent * periods_);
    for (double& part : by_period) {
      if (!draw_.chance(percent)) continue;
      part = wide_ ? amount() : ties_ ? 10 * std::ceil(part_of / 10) : part_of * (0.5 + draw_.unit());
    }
    return by_period;
  }

  SourceId source(const std::string& key, SourceTerms terms) {
    if (orphans_ && terms.sectors.empty()) terms.sectors = {"sewage", "roads", "culture"};
    terms.inflow.resize(static_cast<std::size_t>(periods_));
    if (!terms.cost_weight && draw_.chance(10)) terms.cost_weight = Rate::percent(draw_.of({0, 50, 130}));
    const SourceId id = builder_.source(key, terms);
    if (draw_.chance(25)) {
      const int t = draw_.below(periods_);
      builder_.more_inflow(id, t, amount(), Certainty::hoped);
    }
    return id;
  }

  Rate carry_over() { return draw_.of({Rate::one(), Rate::one(), tenths(9), tenths(5), Rate{}}); }

  void money_of(City& city) {
    const std::string number = std::to_string(city.unit.value);
    if (draw_.chance(85))
      city.own = source("own-" + number, {.inflow = inflow(75, city.cost * draw_.of({0.3, 0.5, 0.8})),
                                          .owner = city.unit,
                                          .carry_over = carry_over(),
                                          .units = city.units});
    for (std::size_t u = 1; u < city.units.size(); ++u)
      if (draw_.chance(40))
        (void)source("own-" + std::to_string(city.units[u].value), {.inflow = inflow(50, 0.2 * city.cost),
                                                                    .level = FundLevel::county,
                                                                    .owner = city.units[u],
                                                                    .carry_over = carry_over(),
                                                                    .units = {city.units[u]}});
    if (!city.own) return;
    if (draw_.chance(60)) bt(city, number);
    if (draw_.chance(55)) bot(city, number);
    budget(city);
  }

  SourceTerms contract_limits(const City& city) {
    return {.inflow = {},
            .sectors = orphans_ ? std::vector<std::string>{"sewage", "roads", "culture"} : std::vector<std::string>{},
            .max_share = draw_.of({Rate::one(), tenths(7), tenths(4)}),
            .units = city.units};
  }

  void bt(const City& city, const std::string& number) {
    Contract terms;
    terms.repayment = draw_.of({Repayment::given_shares, Repayment::equal_payment, Repayment::equal_principal});
    terms.instalments = 1 + draw_.below(3);
    if (terms.instalments == 1) terms.shares = {Rate::one()};
    if (terms.instalments == 2) terms.shares = {tenths(6), tenths(4)};
    if (terms.instalments == 3) terms.shares = {tenths(4), tenths(3), tenths(3)};
    terms.interval = 1 + draw_.below(4);
    terms.first_after = draw_.below(4);
    terms.annual_rate = draw_.of({Rate{}, Rate::percent(6), Rate::percent(9)});
    terms.construction_return = draw_.of({Rate{}, Rate::percent(5)});
    terms.capitalisation = draw_.of({Capitalisation::simple, Capitalisation::compound});
    terms.draw_timing = draw_.of({DrawTiming::start, DrawTiming::middle, DrawTiming::end});
    const double capacity = wide_ ? amount() : 0.4 * city.cost;
    builder_.contract("bt-" + number, capacity, *city.own, terms, contract_limits(city));
  }

  void bot(const City& city, const std::string& number) {
    Contract terms;
    terms.kind = ContractKind::bot;
    terms.profit_rate = Rate::percent(draw_.below(10));
    terms.discount_rate = Rate::percent(draw_.below(8));
    terms.subsidy_years = 2 + draw_.below(9);
    terms.first_exponent = draw_.below(2);
    const double capacity = wide_ ? amount() : 0.4 * city.cost;
    builder_.contract("bot-" + number, capacity, *city.own, terms, contract_limits(city));
  }

  /// Room for about one project's service a year; sometimes unknown, so that no service is allowed.
  void budget(const City& city) {
    if (draw_.chance(10)) return;
    double expenditure = wide_ ? amount() : city.cost * draw_.of({0.2, 0.5, 1.0, 4.0});
    const int first = builder_.unsolved().campaign.horizon.first.year();
    for (int year = first - draw_.below(2), rows = 1 + draw_.below(3); rows > 0; ++year, --rows, expenditure *= 1.1)
      builder_.budget(city.unit, year, expenditure, draw_.chance(30) ? expenditure / 20 : 0);
  }

  /// Money at both ends of the scale. Where it is free, a small objective has to come right beside amounts that cancel.
  void ends() {
    std::vector<double> inflow(static_cast<std::size_t>(periods_), thousand_yi);
    inflow.front() = one_fen;
    const bool free = draw_.chance(50);
    (void)source("ends", {.inflow = inflow, .carry_over = tenths(5), .cost_weight = free ? Rate{} : Rate::one()});
  }

  /// Of the province, for projects of every city.
  void shared_money() {
    const double total = std::accumulate(cost_.begin(), cost_.end(), 0.0);
    if (draw_.chance(75))
      (void)source("bundled", {.inflow = inflow(60, 0.4 * total),
                               .channel = Channel::bundled,
                               .level = FundLevel::province,
                               .owner = {},
                               .sectors = draw_.chance(40) ? std::vector<std::string>{"sewage", "culture"} : std::vector<std::string>{},
                               .max_share = draw_.of({Rate::one(), tenths(8), tenths(5), tenths(3)}),
                               .match_rate = draw_.of({Rate{}, tenths(3), tenths(5), Rate::one(), tenths(15)}),
                               .carry_over = carry_over()});
    if (draw_.chance(45))
      (void)source("province", {.inflow = inflow(40, 0.15 * total), .level = FundLevel::province, .owner = {}, .carry_over = carry_over()});
    if (draw_.chance(40))
      (void)source("investors", {.inflow = inflow(60, 0.3 * total),
                                 .channel = Channel::investment,
                                 .level = FundLevel::market,
                                 .owner = {},
                                 .max_share = draw_.of({Rate::one(), tenths(5)}),
                                 .carry_over = draw_.of({Rate{}, tenths(5)})});
  }

  bool wide_;
  Draw draw_;
  bool ties_, orphans_;
  int periods_;
  Builder builder_;
  std::vector<City> cities_;
  std::vector<ProjectId> projects_;
  std::vector<double> cost_;  ///< By project, 万元.
};

}  // namespace

Case random_case(const RandomTerms& terms) { return RandomCampaign(terms).drawn(); }

}  // namespace liandong::gallery
