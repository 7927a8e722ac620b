#include "gui/models/what_if.hpp"

#include <QTest>

using namespace liandong;
using namespace liandong::gui;

class WhatIfTest : public QObject {
  Q_OBJECT

  const std::filesystem::path folder_ = std::filesystem::path(LIANDONG_SOURCE_DIR) / "data/wuchuang";
  CampaignFolder campaign_{folder_};
  std::optional<CampaignFile> file_;

  static Levers with(Lever::What what, Channel channel, int value) {
    Levers values = neutral_levers();
    for (std::size_t i = 0; i < values.size(); ++i)
      if (levers()[i].what == what && (what != Lever::What::inflow || levers()[i].channel == channel)) values[i] = value;
    return values;
  }

 private slots:
  void initTestCase() {
    Checked<CampaignFile> file = campaign_.file();
    QVERIFY(file.ok());
    file_ = *file;
  }

  void neutral_levers_change_nothing() {
    const auto same = pulled(*file_, neutral_levers());
    QVERIFY(same);
    for (std::size_t i = 0; i < file_->funding.inflows().size(); ++i)
      QCOMPARE(same->funding.inflows()[i].amount.fen(), file_->funding.inflows()[i].amount.fen());
    QCOMPARE(same->settings.prices.gap.billionths(), file_->settings.prices.gap.billionths());
  }

  /// A scenario that scales a channel's money is another road to the same campaign.
  void a_channel_is_scaled_as_a_scenario_scales_it() {
    for (int channel = 0; channel < 5; ++channel) {
      Difference difference;
      difference.section = "inflows";
      difference.what = InflowDifference{.money = {.sources = {}, .units = {}, .channel = static_cast<Channel>(channel), .level = {}},
                                         .certainty = {},
                                         .from = {},
                                         .to = {},
                                         .scale = Rate::percent(65),
                                         .amount = {}};
      const auto expected = campaign_.file(std::vector<Difference>{difference});
      QVERIFY(expected.ok());
      const auto made = pulled(*file_, with(Lever::What::inflow, static_cast<Channel>(channel), 65));
      QVERIFY(made);
      QCOMPARE(made->funding.inflows().size(), expected->funding.inflows().size());
      bool differs = false;
      for (std::size_t i = 0; i < made->funding.inflows().size(); ++i) {
        QCOMPARE(made->funding.inflows()[i].amount.fen(), expected->funding.inflows()[i].amount.fen());
        differs = differs || made->funding.inflows()[i].amount != file_->funding.inflows()[i].amount;
      }
      QVERIFY(differs);
    }
  }

  void interest_is_moved_but_not_below_zero() {
    const auto dearer = pulled(*file_, with(Lever::What::bt_interest, Channel::bt, 15)),
               free = pulled(*file_, with(Lever::What::bt_interest, Channel::bt, -999));
    QVERIFY(dearer && free);
    int bt = 0;
    for (std::size_t i = 0; i < file_->funding.contracts().size(); ++i) {
      const Contract &before = file_->funding.contracts()[i], &after = dearer->funding.contracts()[i];
      if (before.kind == ContractKind::bt) {
        ++bt;
        QCOMPARE(after.annual_rate.billionths() - before.annual_rate.billionths(), std::int64_t{15'000'000});  // 1.5 percentage points.
        QCOMPARE(free->funding.contracts()[i].annual_rate.billionths(), std::int64_t{0});
      } else {
        QCOMPARE(after.annual_rate.billionths(), before.annual_rate.billionths());
      }
    }
    QVERIFY(bt > 0);
  }

  void prices_of_goals_are_scaled() {
    const auto made = pulled(*file_, with(Lever::What::late_price, Channel::fiscal, 200));
    QCOMPARE(made->settings.prices.firm_late.fen(), file_->settings.prices.firm_late.fen() * 2);
    QCOMPARE(made->settings.prices.strive_never.fen(), file_->settings.prices.strive_never.fen() * 2);
    const auto gap = pulled(*file_, with(Lever::What::gap_price, Channel::fiscal, 150));
    QCOMPARE(gap->settings.prices.gap.billionths(), file_->settings.prices.gap.billionths() * 3 / 2);
  }
};

QTEST_GUILESS_MAIN(WhatIfTest)
#include "what_if_test.moc"
