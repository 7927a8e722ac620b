#pragma once

#include <string>
#include <string_view>

#include "model/core/issue.hpp"

namespace liandong {

enum class Encoding { utf8, utf8_bom, utf16_le, utf16_be, gb18030 };

struct DecodedText {
  std::string text;  ///< UTF-8, without a byte order mark.
  Encoding encoding = Encoding::utf8;
};

/// Brings a file's bytes to UTF-8: by its byte order mark, else as strict UTF-8, else as strict GB18030 (which contains GBK and GB2312).
/// Nothing is guessed and nothing replaced; where no reading fits, the issue names the first byte that does not.
[[nodiscard]] Checked<DecodedText> decode(std::string bytes, std::string_view file);

/// Offset of the first byte that is not strict UTF-8 (no overlong forms, no surrogates); `npos` if all of it is.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view bytes);

}  // namespace liandong
