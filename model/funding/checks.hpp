#pragma once

#include "model/funding/funding.hpp"

namespace liandong {

/// The checks of Funding::build, one function per table; each adds what it finds.
void check_sources(const FundingTables& tables, Issues& issues);
void check_contracts(const FundingTables& tables, int periods_per_year, Issues& issues);
void check_inflows(const FundingTables& tables, const Horizon& horizon, Issues& issues);
void check_budgets(const FundingTables& tables, const Horizon& horizon, Issues& issues);

}  // namespace liandong
