#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gui/models/record_table.hpp"

namespace liandong::gui {

/// Writes `Records`: columns over the rows of one vector, which the records keep alive.
template <class Row>
class RecordWriter {
 public:
  RecordWriter(std::shared_ptr<const void> owner, std::shared_ptr<const std::vector<Row>> rows) : rows_(std::move(rows)) {
    records_.owner = std::move(owner);
    records_.rows = static_cast<int>(rows_->size());
  }

  template <class Get>
  RecordWriter& add(const char* title, const char* field, Get get, bool figures = false, bool money = false) {
    records_.columns.push_back({.title = title, .field = field, .figures = figures, .money = money, .value = [rows = rows_, get](int row) {
                                  return Value(get((*rows)[static_cast<std::size_t>(row)]));
                                }});
    return *this;
  }
  template <class Get>
  RecordWriter& money(const char* title, const char* field, Get get) {
    return add(title, field, get, true, true);
  }
  template <class Get>
  RecordWriter& figure(const char* title, const char* field, Get get) {
    return add(title, field, get, true);
  }
  template <class Get>
  RecordWriter& keyed(Get get) {
    records_.key = [rows = rows_, get](int row) { return std::string(get((*rows)[static_cast<std::size_t>(row)])); };
    return *this;
  }
  Records take() { return std::move(records_); }

 private:
  std::shared_ptr<const std::vector<Row>> rows_;
  Records records_;
};

}  // namespace liandong::gui
