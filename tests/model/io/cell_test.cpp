#include "model/io/cell.hpp"

#include <gtest/gtest.h>

using namespace liandong;

namespace {

const Field money{.table = "t", .name = "cost_wan", .header_zh = "总投资", .type = "money", .range = {.low = Rate{}}};
const Field share{.table = "t", .name = "max_share", .header_zh = "最高比例", .type = "rate", .range = {.low = Rate{}, .high = Rate::one()}};
const Field count{.table = "t", .name = "duration", .header_zh = "工期", .type = "count", .range = {.low = Rate::one()}};

std::int64_t fen(std::string_view text) {
  const auto read = read_money(money, text);
  return read.value ? read.value->fen() : -1;
}
std::string money_code(std::string_view text) { return read_money(money, text).problem.code; }

}  // namespace

TEST(Cell, ReadsMoneyToTheFen) {
  EXPECT_EQ(fen("1234.56"), 1'234'560'000);
  EXPECT_EQ(fen("0.000001"), 1);
  EXPECT_EQ(fen("1,234,567.8"), 1'234'567'800'000);
  EXPECT_EQ(fen("１，２３４．５"), 1'234'500'000);
  EXPECT_EQ(fen(" 12.50 万元"), 12'500'000);
  EXPECT_EQ(fen("12.5万"), 12'500'000);
  EXPECT_EQ(fen("¥3"), 3'000'000);
  EXPECT_EQ(fen("0"), 0);
  EXPECT_EQ(fen("7."), 7'000'000);
  EXPECT_EQ(fen(".5"), 500'000);
  EXPECT_EQ(fen("1.10000000000"), 1'100'000);  // Zeros are no precision.
  EXPECT_EQ(fen("90071992.547409"), 90'071'992'547'409);  // Beyond the digits of a float, and of a double in yuan.
}
TEST(Cell, NamesWhatIsNotMoney) {
  EXPECT_EQ(money_code("1.2亿元"), "money-unit");
  EXPECT_EQ(read_money(money, "1.23亿").problem.mend.en, "Write 12300");
  EXPECT_EQ(read_money(money, "1234567元").problem.mend.en, "Write 123.4567");
  EXPECT_EQ(read_money(money, "5元").problem.mend.en, "Write 0.0005");
  EXPECT_EQ(money_code("12,34"), "number");
  EXPECT_EQ(money_code("1234,567"), "number");
  EXPECT_EQ(money_code("1.2E+05"), "number");
  EXPECT_EQ(money_code("1.2.3"), "number");
  EXPECT_EQ(money_code("abc"), "number");
  EXPECT_EQ(money_code("-5"), "negative");
  EXPECT_EQ(money_code("(5)"), "negative");
  EXPECT_EQ(money_code("0.0000001"), "money-precision");
  EXPECT_EQ(money_code("#REF!"), "spreadsheet-error");
  EXPECT_EQ(money_code("=A1*2"), "formula");
  EXPECT_EQ(money_code("—"), "placeholder");
  EXPECT_EQ(money_code("未知"), "placeholder");
  EXPECT_EQ(money_code("99999999999999999999"), "number");
  EXPECT_EQ(money_code("."), "number");
  EXPECT_EQ(money_code("万"), "number");
}
TEST(Cell, ReadsRatesAndSeesAForgottenPercentSign) {
  EXPECT_EQ(read_rate(share, "30%").value, Rate::percent(30));
  EXPECT_EQ(read_rate(share, "0.3").value, Rate::percent(30));
  EXPECT_EQ(read_rate(share, "３０％").value, Rate::percent(30));
  EXPECT_EQ(read_rate(share, "1").value, Rate::one());
  EXPECT_EQ(read_rate(share, "1.000000001").problem.code, "out-of-range");
  EXPECT_EQ(read_rate(share, "-0.1").problem.code, "out-of-range");
  const auto read = read_rate(share, "60");
  EXPECT_EQ(read.problem.code, "out-of-range");
  EXPECT_NE(read.problem.mend.en.find("60%"), std::string::npos);
  EXPECT_EQ(read_rate(share, "0.1234567891").problem.code, "rate-precision");
  EXPECT_EQ(read_rate(share, "%").problem.code, "number");
}
TEST(Cell, ReadsWholeNumbersOnly) {
  EXPECT_EQ(read_integer(count, "4").value, 4);
  EXPECT_EQ(read_integer(count, "4.0").value, 4);  // As a spreadsheet may export it.
  EXPECT_EQ(read_integer(count, "4.5").problem.code, "number");
  EXPECT_EQ(read_integer(count, "0").problem.code, "out-of-range");
  EXPECT_EQ(read_integer(count, "99999999999999999999").problem.code, "number");
}
TEST(Cell, ReadsPeriodsOfTheCampaignsUnit) {
  const Field field{.table = "t", .name = "deadline", .header_zh = "完成时限", .type = "period"};
  EXPECT_EQ(read_period(field, "2013Q2", PeriodUnit::quarter).value, Period(PeriodUnit::quarter, 2013, 1));
  EXPECT_EQ(read_period(field, "2013", PeriodUnit::quarter).problem.code, "period-unit");
  EXPECT_EQ(read_period(field, "2013", PeriodUnit::year).value, Period(PeriodUnit::year, 2013, 0));
  EXPECT_EQ(read_period(field, "2013Q5", PeriodUnit::quarter).problem.code, "period");
  EXPECT_EQ(read_period(field, "213Q1", PeriodUnit::quarter).problem.code, "period");
}
TEST(Cell, ReadsWordsInBothLanguagesAndSuggests) {
  const Field field{.table = "t", .name = "certainty", .header_zh = "确定性", .type = "certainty"};
  EXPECT_EQ(read_word(field, "certainty", "已批复").value, 2);
  EXPECT_EQ(read_word(field, "certainty", "Approved").value, 2);
  EXPECT_NE(read_word(field, "certainty", "aproved").problem.mend.en.find("Did you mean approved?"), std::string::npos);
  for (const char* yes : {"yes", "是", "1", "TRUE", "true"}) EXPECT_EQ(read_word(field, "yes_no", yes).value, 1) << yes;
  for (const char* no : {"no", "否", "0", "FALSE", "false"}) EXPECT_EQ(read_word(field, "yes_no", no).value, 0) << no;
}
TEST(Cell, SplitsLists) {
  EXPECT_EQ(split_list("a|b｜c；d、e"), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
  EXPECT_EQ(split_list(" | a | "), (std::vector<std::string>{"a"}));
}
