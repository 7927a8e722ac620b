#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "model/core/issue.hpp"

namespace liandong {

/// Finished pieces of a long job, each a file of a folder, so that the same job goes on from them after whatever ended it. Several jobs may
/// share a folder.
class PieceStore {
 public:
  /// `fingerprint`: SHA-256, hexadecimal, of all that a piece depends on.
  PieceStore(std::filesystem::path folder, std::string fingerprint);

  /// Makes the folder and tries to write there.
  [[nodiscard]] Issues open() const;
  /// Nothing unless the piece is there, of this job, and every byte of it as it was written.
  [[nodiscard]] std::optional<std::string> find(int piece) const;
  /// Whole or not at all.
  [[nodiscard]] Issues keep(int piece, std::string_view bytes) const;
  /// Pieces of this job that lie there.
  [[nodiscard]] std::size_t count() const;

 private:
  [[nodiscard]] std::string name(int piece) const;
  [[nodiscard]] std::string heading(int piece, std::string_view bytes) const;

  std::filesystem::path folder_;
  std::string fingerprint_;
};

}  // namespace liandong
