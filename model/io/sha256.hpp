#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace liandong {

/// SHA-256 (FIPS 180-4) of a stream of bytes. Names an input; keeps no secret.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// The digest of everything added, in lower-case hexadecimal.
  [[nodiscard]] std::string hex() const;

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_{};
  std::uint64_t length_ = 0;
};

}  // namespace liandong
