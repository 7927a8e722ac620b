#include "model/io/csv.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace liandong;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string_view text, char separator = ',') {
  CsvReader reader(text, separator);
  CsvRecord record;
  Rows rows;
  while (reader.next(record)) {
    EXPECT_FALSE(record.problem) << record.problem->code;
    rows.push_back(record.fields);
  }
  return rows;
}

std::string problem_of(std::string_view text, int* line = nullptr) {
  CsvReader reader(text, ',');
  CsvRecord record;
  while (reader.next(record))
    if (record.problem) {
      if (line) *line = record.problem->line;
      return record.problem->code;
    }
  return "";
}

}  // namespace

TEST(Csv, ReadsPlainFields) { EXPECT_EQ(read("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}})); }
TEST(Csv, KeepsSeparatorsQuotesAndLineBreaksInQuotes) {
  EXPECT_EQ(read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n"), (Rows{{"a,b", "say \"hi\"", "two\r\nlines"}}));
}
TEST(Csv, EndsRecordsAtAnyLineBreak) {
  const Rows expected{{"a", "b"}, {"1", "2"}};
  for (const char* text : {"a,b\n1,2", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n\n\n1,2\n\n"}) EXPECT_EQ(read(text), expected) << text;
}
TEST(Csv, KeepsEmptyFieldsApart) { EXPECT_EQ(read("a,,\"\",\n"), (Rows{{"a", "", "", ""}})); }
TEST(Csv, TakesOtherSeparators) {
  EXPECT_EQ(read("a\tb,c\n", '\t'), (Rows{{"a", "b,c"}}));
  EXPECT_EQ(detect_separator("a\tb\tc,d\n1,2,3,4"), '\t');
  EXPECT_EQ(detect_separator("\n\na;b;\"x,y,z\"\n"), ';');
  EXPECT_EQ(detect_separator("编号，名称\n"), ',');
}
TEST(Csv, KnowsTheLineWhereARecordBegins) {
  CsvReader reader("a,b\n\"1\n1\",2\r\n\r\nx,y", ',');
  CsvRecord record;
  std::vector<int> lines;
  while (reader.next(record)) lines.push_back(record.line);
  EXPECT_EQ(lines, (std::vector<int>{1, 2, 5}));
}
TEST(Csv, NamesEachMistake) {
  int line = 0;
  EXPECT_EQ(problem_of("a,b\n1,\"2\n3,4\n", &line), "csv-unterminated-quote");
  EXPECT_EQ(line, 2);
  EXPECT_EQ(problem_of("a,b\n1,2\"x\n"), "csv-stray-quote");
  EXPECT_EQ(problem_of("a,b\n1,\"2\"x\n"), "csv-stray-quote");
  EXPECT_EQ(problem_of(std::string_view("a,b\n1,\0\n", 8)), "csv-nul");
  EXPECT_EQ(problem_of(std::string_view("a,b\n1,\"\0\"\n", 10)), "csv-nul");
}
TEST(Csv, GoesOnAfterAStrayQuote) {
  CsvReader reader("a\n1\"\n2\n", ',');
  CsvRecord record;
  ASSERT_TRUE(reader.next(record));
  ASSERT_TRUE(reader.next(record));
  EXPECT_TRUE(record.problem);
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(record.fields, std::vector<std::string>{"2"});
  EXPECT_EQ(record.line, 3);
}
TEST(Csv, CountsFieldsBeyondThoseItKeeps) {
  CsvReader reader("1,2,3,4,5\n", ',', 2);
  CsvRecord record;
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(record.fields.size(), 2u);
  EXPECT_EQ(record.field_count, 5u);
}
TEST(Csv, ReadsBackWhatItWrites) {
  std::mt19937 random(7);
  const std::string alphabet = "a,\"\n\r ;\t1";
  for (int round = 0; round < 2000; ++round) {
    Rows rows(1 + random() % 3);
    std::string text;
    const std::size_t width = 2 + random() % 3;
    for (auto& row : rows) {
      for (std::size_t i = 0; i < width; ++i) {
        std::string field;
        for (std::size_t n = random() % 6; n > 0; --n) field.push_back(alphabet[random() % alphabet.size()]);
        text += (i ? "," : "") + csv_field(field);
        row.push_back(field);
      }
      text += "\n";
    }
    EXPECT_EQ(read(text), rows) << text;
  }
}
