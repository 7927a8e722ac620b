#include "model/io/words.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "model/campaign/campaign.hpp"
#include "model/campaign/lock.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/rule_pack.hpp"
#include "model/planning/settings.hpp"

namespace liandong {
namespace {

template <class Enum>
int number(Enum value) {
  return static_cast<int>(value);
}

std::vector<Word> make_words() {
  return {
      {"lock_kind", number(LockKind::start), "start", {"开工"}},
      {"lock_kind", number(LockKind::build), "build", {"必建"}},
      {"lock_kind", number(LockKind::drop), "drop", {"不建"}},
      {"lock_kind", number(LockKind::reserve), "reserve", {"专用"}},
      {"lock_kind", number(LockKind::bar), "bar", {"禁用"}},
      {"mark", number(SourceMark::speech), "speech", {"讲话"}},
      {"mark", number(SourceMark::page), "page", {"网页"}},
      {"mark", number(SourceMark::recalled), "recalled", {"回忆", "常识"}},
      {"mark", number(SourceMark::derived), "derived", {"推算", "测算"}},
      {"mark", number(SourceMark::illustrative), "illustrative", {"示意", "示例"}},
      {"unit_level", number(UnitLevel::central), "central", {"中央"}},
      {"unit_level", number(UnitLevel::province), "province", {"省", "省级"}},
      {"unit_level", number(UnitLevel::city), "city", {"市", "市级", "市本级"}},
      {"unit_level", number(UnitLevel::county), "county", {"县", "县级", "县区", "区", "区县"}},
      {"unit_level", number(UnitLevel::county), "district", {}},
      {"project_kind", number(ProjectKind::hardware), "hardware", {"硬件"}},
      {"project_kind", number(ProjectKind::software), "software", {"软件"}},
      {"project_kind", number(ProjectKind::management), "management", {"管理"}},
      {"firmness", number(Firmness::firm), "firm", {"必须", "必须完成"}},
      {"firmness", number(Firmness::strive), "strive", {"力争"}},
      {"link_kind", number(LinkKind::finish_to_start), "FS", {"完成-开始", "完成开始"}},
      {"link_kind", number(LinkKind::start_to_start), "SS", {"开始-开始", "开始开始"}},
      {"link_kind", number(LinkKind::finish_to_finish), "FF", {"完成-完成", "完成完成"}},
      {"link_kind", number(LinkKind::start_to_finish), "SF", {"开始-完成", "开始完成"}},
      {"channel", number(Channel::fiscal), "fiscal", {"财政", "财政资金", "财政保障"}},
      {"channel", number(Channel::bundled), "bundled", {"整合", "整合资金", "整合项目资金"}},
      {"channel", number(Channel::bt), "bt", {"建设-移交", "建设移交"}},
      {"channel", number(Channel::bot), "bot", {"建设-运营-移交", "建设运营移交"}},
      {"channel", number(Channel::investment), "investment", {"招商引资", "招商"}},
      {"fund_level", number(FundLevel::central), "central", {"中央"}},
      {"fund_level", number(FundLevel::province), "province", {"省", "省级"}},
      {"fund_level", number(FundLevel::city), "city", {"市", "市级", "市本级"}},
      {"fund_level", number(FundLevel::county), "county", {"县", "县级", "县区", "区"}},
      {"fund_level", number(FundLevel::market), "market", {"社会", "社会资金", "市场"}},
      {"certainty", number(Certainty::in_account), "in_account", {"已到位", "到位"}},
      {"certainty", number(Certainty::issued), "issued", {"已下达", "下达"}},
      {"certainty", number(Certainty::approved), "approved", {"已批复", "批复"}},
      {"certainty", number(Certainty::applied), "applied", {"已申报", "申报"}},
      {"certainty", number(Certainty::hoped), "hoped", {"争取中", "争取"}},
      {"contract_kind", number(ContractKind::bt), "bt", {"建设-移交", "建设移交"}},
      {"contract_kind", number(ContractKind::bot), "bot", {"建设-运营-移交", "建设运营移交"}},
      {"repayment", number(Repayment::equal_payment), "equal_payment", {"等额本息"}},
      {"repayment", number(Repayment::equal_principal), "equal_principal", {"等额本金"}},
      {"repayment", number(Repayment::given_shares), "given_shares", {"按比例", "比例回购"}},
      {"capitalisation", number(Capitalisation::simple), "simple", {"单利"}},
      {"capitalisation", number(Capitalisation::compound), "compound", {"复利"}},
      {"draw_timing", number(DrawTiming::start), "start", {"期初"}},
      {"draw_timing", number(DrawTiming::middle), "middle", {"期中"}},
      {"draw_timing", number(DrawTiming::end), "end", {"期末"}},
      {"rule_state", number(RuleState::hard), "hard", {"硬约束"}},
      {"rule_state", number(RuleState::priced), "priced", {"计价"}},
      {"rule_state", number(RuleState::reported), "reported", {"仅报告", "报告"}},
      {"goal_order", number(GoalOrder::priced), "priced", {"计价"}},
      {"goal_order", number(GoalOrder::strict), "strict", {"按次序", "严格"}},
      {"spread_shape", 0, "triangular", {"三角", "三角分布"}},
      {"spread_shape", 1, "pert", {"贝塔"}},
      {"title_level", 0, "county", {"县", "县级", "区级"}},
      {"title_level", 1, "city", {"市", "市级"}},
      {"title_level", 2, "province", {"省", "省级"}},
      {"title_level", 3, "ministry", {"部", "部级"}},
      {"title_level", 4, "national", {"国家", "国家级"}},
      {"yes_no", 1, "yes", {"是"}},
      {"yes_no", 0, "no", {"否"}},
      {"yes_no", 1, "true", {}},
      {"yes_no", 0, "false", {}},
      {"yes_no", 1, "1", {}},
      {"yes_no", 0, "0", {}},
  };
}

bool equal_ascii_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
         });
}

/// Code points of valid UTF-8.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    points.push_back(c);
    i += length;
  }
  return points;
}

/// Edits between two words (optimal string alignment), or `limit` + 1 if more.
std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

const std::vector<Word>& known_words() {
  static const std::vector<Word> words = make_words();
  return words;
}

bool is_word_type(std::string_view type) {
  return std::any_of(known_words().begin(), known_words().end(), [&](const Word& word) { return word.type == type; });
}

std::optional<int> find_word(std::string_view type, std::string_view text) {
  for (const Word& word : known_words()) {
    if (word.type != type) continue;
    if (equal_ascii_case(word.en, text) || std::find(word.zh.begin(), word.zh.end(), text) != word.zh.end()) return word.value;
  }
  return std::nullopt;
}

Text word_of(std::string_view type, int value) {
  for (const Word& word : known_words())
    if (word.type == type && word.value == value)
      return {std::string(word.en), std::string(word.zh.empty() ? word.en : word.zh.front())};
  return {};
}

Text list_words(std::string_view type) {
  Text list;
  for (const Word& word : known_words()) {
    if (word.type != type || word.zh.empty()) continue;
    if (!list.en.empty()) list.en += ", ", list.zh += "、";
    list.en += word.en;
    list.zh += std::string(word.zh.front()) + "（" + std::string(word.en) + "）";
  }
  return list;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string to_half_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {  // U+FF01..U+FF5E, from "！" to "～".
      const unsigned c = 0xF000u | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
      if (c >= 0xFF01 && c <= 0xFF5E) {
        out.push_back(static_cast<char>(c - 0xFF01 + '!'));
        i += 3;
        continue;
      }
    }
    if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) {  // U+3000
      out.push_back(' ');
      i += 3;
      continue;
    }
    if (byte(0) == 0xC2 && byte(1) == 0xA0) {  // U+00A0
      out.push_back(' ');
      i += 2;
      continue;
    }
    out.push_back(text[i++]);
  }
  return std::string(trim(out));
}

std::string nearest(std::string_view text, std::span<const std::string> candidates) {
  const std::u32string wanted = code_points(text);
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::string found;
  if (wanted.empty()) return found;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 4 * (wanted.size() + best)) continue;
    const std::u32string other = code_points(candidate);
    const std::size_t edits = distance(wanted, other, best - 1);
    if (edits < best && edits < std::max(wanted.size(), other.size())) {
      best = edits;
      found = candidate;
    }
    if (best <= 1 && edits == 0) break;
  }
  return found;
}

}  // namespace liandong
