#include "model/io/encoding.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "model/io/issue_log.hpp"

namespace liandong {
namespace {

bool starts_with(std::string_view bytes, std::string_view mark) { return bytes.substr(0, mark.size()) == mark; }

int line_of(std::string_view bytes, std::size_t offset) {
  return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size())), '\n'));
}

Issue wrong(std::string_view file, std::string_view code, int row, Text sentence, Text mend) {
  return make_issue(Severity::error, code, file, row, 0, "", std::move(sentence), std::move(mend));
}

Text save_as_utf8() { return {"Save it again as \"CSV UTF-8\"", "请另存为“CSV UTF-8”格式"}; }

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

Checked<DecodedText> decode_utf16(std::string_view bytes, bool little, std::string_view file) {
  std::string text;
  text.reserve(bytes.size());
  int line = 1;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(little ? a | (b << 8) : (a << 8) | b);
  };
  const auto broken = [&](std::size_t i) -> Issues {
    return {wrong(file, "encoding", line,
                  {fmt::format("Line {} holds text that is not valid UTF-16 (byte {})", line, i + 1),
                   fmt::format("第 {} 行有无效的 UTF-16 字符（第 {} 字节）", line, i + 1)},
                  save_as_utf8())};
  };
  for (std::size_t i = 2; i < bytes.size(); i += 2) {
    if (i + 1 >= bytes.size()) return broken(i);
    char32_t c = unit(i);
    if (c >= 0xDC00 && c <= 0xDFFF) return broken(i);
    if (c >= 0xD800 && c <= 0xDBFF) {
      if (i + 3 >= bytes.size()) return broken(i);
      const char32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return broken(i);
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    if (c == '\n') ++line;
    append_utf8(text, c);
  }
  return DecodedText{.text = std::move(text), .encoding = little ? Encoding::utf16_le : Encoding::utf16_be};
}

/// `bad` gets the offset of the first byte that is not GB18030.
bool decode_gb18030(std::string_view bytes, std::string& text, std::size_t& bad) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("gb18030", &status), &ucnv_close);
  if (U_FAILURE(status)) {
    bad = 0;
    return false;
  }
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  text.reserve(bytes.size() * 3 / 2);
  while (source < end) {
    const char* const before = source;
    status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &source, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    // Private-use characters stand for nothing: text read in the wrong encoding gives them, people do not write them.
    if (U_FAILURE(status) || c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF)) {
      bad = static_cast<std::size_t>(before - bytes.data());
      return false;
    }
    append_utf8(text, static_cast<char32_t>(c));
  }
  return true;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    std::size_t more = 0;
    unsigned low = 0x80, high = 0xBF;  // Bounds of the second byte; they exclude overlong forms and surrogates.
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else {
      return i;
    }
    if (i + more >= bytes.size()) return i;
    for (std::size_t k = 1; k <= more; ++k) {
      const auto next = static_cast<unsigned char>(bytes[i + k]);
      if (next < (k == 1 ? low : 0x80) || next > (k == 1 ? high : 0xBF)) return i;
    }
    i += more + 1;
  }
  return std::string_view::npos;
}

Checked<DecodedText> decode(std::string bytes, std::string_view file) {
  using namespace std::string_view_literals;
  if (starts_with(bytes, "PK\x03\x04"sv) || starts_with(bytes, "\xD0\xCF\x11\xE0"sv))
    return Issues{wrong(file, "file-is-workbook", 0,
                        {fmt::format("{} is a spreadsheet workbook under another name", file), fmt::format("{} 实际是电子表格工作簿", file)},
                        {"Open it in the spreadsheet program and save the sheet as \"CSV UTF-8\"", "请用表格软件打开并另存为“CSV UTF-8”"})};
  if (starts_with(bytes, "\xFF\xFE\0\0"sv) || starts_with(bytes, "\0\0\xFE\xFF"sv))
    return Issues{wrong(file, "encoding", 0, {fmt::format("{} is UTF-32, which is not read", file), fmt::format("{} 为 UTF-32 编码，不支持", file)},
                        save_as_utf8())};
  if (starts_with(bytes, "\xFF\xFE"sv)) return decode_utf16(bytes, true, file);
  if (starts_with(bytes, "\xFE\xFF"sv)) return decode_utf16(bytes, false, file);

  const bool marked = starts_with(bytes, "\xEF\xBB\xBF"sv);
  const std::size_t bad = find_invalid_utf8(bytes);
  if (bad == std::string::npos) {
    if (marked) bytes.erase(0, 3);
    return DecodedText{.text = std::move(bytes), .encoding = marked ? Encoding::utf8_bom : Encoding::utf8};
  }
  const auto hex = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])); };
  if (marked)
    return Issues{wrong(file, "encoding", line_of(bytes, bad),
                        {fmt::format("{} is marked as UTF-8, but byte {} (0x{:02X}) is not", file, bad + 1, hex(bad)),
                         fmt::format("{} 标为 UTF-8，但第 {} 字节（0x{:02X}）无效", file, bad + 1, hex(bad))},
                        save_as_utf8())};
  std::string text;
  std::size_t bad_gb = 0;
  if (decode_gb18030(bytes, text, bad_gb)) return DecodedText{.text = std::move(text), .encoding = Encoding::gb18030};
  return Issues{wrong(file, "encoding", line_of(bytes, bad_gb),
                      {fmt::format("{} is neither UTF-8 (byte {}, 0x{:02X}) nor GB18030 (byte {}, 0x{:02X})", file, bad + 1, hex(bad), bad_gb + 1,
                                   hex(bad_gb)),
                       fmt::format("{} 既非 UTF-8（第 {} 字节 0x{:02X}）也非 GB18030（第 {} 字节 0x{:02X}）", file, bad + 1, hex(bad), bad_gb + 1,
                                   hex(bad_gb))},
                      save_as_utf8())};
}

}  // namespace liandong
