#pragma once

#include <functional>

namespace liandong {

/// Calls work(0..count-1), each once, on up to `threads` threads, the caller's among them. Work items must not share state; results go by
/// index, so that the outcome does not depend on the number of threads. `work` may call this again.
///
/// The caller waits for items that others have begun, never for a thread that has not come yet: on a busy machine it does the work itself.
/// What an item throws on the caller's thread comes out once the others are done; on another thread it ends the program.
void for_each_index(int count, int threads, const std::function<void(int)>& work);

}  // namespace liandong
