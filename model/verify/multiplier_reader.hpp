#pragma once

#include <string>

#include "model/verify/claims.hpp"
#include "model/verify/dual_prices.hpp"

namespace liandong::verify {

/// Resolves the keys of a certificate's multipliers. Unknown keys and multipliers that are none are findings; what the file leaves out is
/// 0.
class MultiplierReader {
 public:
  MultiplierReader(const Facts& facts, const Keys& keys, Findings& findings) : facts_(facts), keys_(keys), findings_(findings) {}

  /// Of the certificate itself, where every source has a multiplier for each period.
  [[nodiscard]] Multipliers read(const CertificateFile& certificate);
  /// Of a branch, `number` from 1.
  [[nodiscard]] Multipliers read(const BranchFile& branch, int number);
  /// Of leaf `number` of part `part`: those it leaves out are empty, or missing.
  [[nodiscard]] Multipliers read(const BranchFile& leaf, int part, int number);

 private:
  [[nodiscard]] Multipliers read_stated(const BranchFile& branch);
  [[nodiscard]] Multipliers none() const;
  void check(const std::string& key, int t, double value);
  void unsound(const std::string& en, const std::string& zh, double value);
  void read_affordability(const std::map<std::pair<std::string, int>, double>& stated, Multipliers& multipliers);
  const Facts& facts_;
  const Keys& keys_;
  Findings& findings_;
  Text where_{};  ///< After, in Chinese before, what a multiplier is of: the branch.
};

}  // namespace liandong::verify
