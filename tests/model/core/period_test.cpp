#include "model/core/period.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

using std::chrono::year_month_day;

constexpr year_month_day on(int y, unsigned m, unsigned d) { return std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d); }

TEST(Period, ReadsEveryWayOfWriting) {
  const Period quarter(PeriodUnit::quarter, 2013, 1);
  for (const char* text : {"2013Q2", "2013q2", "2013年2季度", "2013年第2季度"}) EXPECT_EQ(Period::parse(text), quarter) << text;
  const Period month(PeriodUnit::month, 2013, 4);
  for (const char* text : {"2013M05", "2013m05", "2013M5", "2013-05", "2013年5月", "2013年05月"})
    EXPECT_EQ(Period::parse(text), month) << text;
  const Period year(PeriodUnit::year, 2013, 0);
  for (const char* text : {"2013", "2013年"}) EXPECT_EQ(Period::parse(text), year) << text;
}

TEST(Period, RefusesAnythingElse) {
  for (const char* text :
       {"",        "13Q2",  "2013Q0", "2013Q5",     "2013Q",       "2013Q12",     "2013M00", "2013M13", "2013-13", "2013-5", "2013-05-01",
        "2013Q2 ", " 2013", "20130",  "2013年13月", "2013年5季度", "2013年第5月", "2013年5", "0013",    "Q2 2013", "2013H1"})
    EXPECT_EQ(Period::parse(text), std::nullopt) << text;
}

TEST(Period, KnowsItsDays) {
  EXPECT_EQ(Period::parse("2013Q2")->first_day(), on(2013, 4, 1));
  EXPECT_EQ(Period::parse("2013Q2")->last_day(), on(2013, 6, 30));
  EXPECT_EQ(Period::parse("2012M02")->last_day(), on(2012, 2, 29)) << "a leap year";
  EXPECT_EQ(Period::parse("2100M02")->last_day(), on(2100, 2, 28)) << "no leap year";
  EXPECT_EQ(Period::parse("2013M12")->last_day(), on(2013, 12, 31));
  EXPECT_EQ(Period::parse("2013")->first_day(), on(2013, 1, 1));
  EXPECT_EQ(Period::parse("2013")->last_day(), on(2013, 12, 31));
}

TEST(Period, TextComesBackAndPeriodsFollowEachOther) {
  for (const char* first : {"1999Q4", "1999M12", "1999"}) {
    Period period = *Period::parse(first);
    for (int i = 0; i < 1000; ++i) {
      ASSERT_EQ(Period::parse(period.text()), period);
      const Period next = period.plus(1);
      ASSERT_LT(period, next);
      ASSERT_EQ(next.since(period), 1);
      ASSERT_EQ(std::chrono::sys_days(next.first_day()) - std::chrono::sys_days(period.last_day()), std::chrono::days(1));
      period = next;
    }
  }
}

TEST(Horizon, CountsFromItsFirstPeriod) {
  const Horizon horizon{.first = *Period::parse("2012Q1"), .count = 20};
  EXPECT_EQ(horizon.at(19).text(), "2016Q4");
  EXPECT_TRUE(horizon.contains(*Period::parse("2016Q4")));
  EXPECT_FALSE(horizon.contains(*Period::parse("2017Q1")));
  EXPECT_FALSE(horizon.contains(*Period::parse("2011Q4")));
  EXPECT_EQ(horizon.index_of(*Period::parse("2011Q3")), -2);
  EXPECT_EQ(horizon.per_year(), 4);
}

}  // namespace
}  // namespace liandong
