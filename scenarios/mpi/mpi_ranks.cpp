#include "scenarios/mpi/mpi_ranks.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <boost/mpi.hpp>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

namespace mpi = boost::mpi;

constexpr int to_leader = 1, to_follower = 2;
constexpr std::int64_t largest_message = std::int64_t{1} << 28;  ///< MPI counts in int.

/// What a follower's lane says: the piece it brings, if any, how many bytes, and whether it has been asked to stop.
enum Word { of_piece, of_size, of_stop, words };
constexpr std::int64_t no_piece = -1;

void send_bytes(const mpi::communicator& world, int to, int tag, const std::string& bytes) {
  const auto all = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t from = 0; from < all; from += largest_message)
    world.send(to, tag, bytes.data() + from, static_cast<int>(std::min(largest_message, all - from)));
}

std::string receive_bytes(const mpi::communicator& world, int from, int tag, std::int64_t all) {
  std::string bytes(static_cast<std::size_t>(all), '\0');
  for (std::int64_t at = 0; at < all; at += largest_message)
    world.recv(from, tag, bytes.data() + at, static_cast<int>(std::min(largest_message, all - at)));
  return bytes;
}

}  // namespace

struct MpiRanks::State {
  State(int& argc, char**& argv) : environment(argc, argv, mpi::threading::serialized) {
    if (mpi::environment::thread_level() < mpi::threading::serialized) throw std::runtime_error("this MPI does not work with threads");
  }
  mpi::environment environment;
  mpi::communicator world;
  // Asked for on any thread, so MPI is asked but once.
  int rank = world.rank(), size = world.size();
  bool beside_leader = false;  ///< On the machine of rank 0.
  pid_t leader = 0;            ///< Its process.
};

MpiRanks::MpiRanks(int& argc, char**& argv) : state_(std::make_unique<State>(argc, argv)) {
  const std::string machine = mpi::environment::processor_name();
  state_->beside_leader = meet(machine).front() == machine;
  state_->leader = static_cast<pid_t>(std::stol(meet(std::to_string(::getpid())).front()));
}

MpiRanks::~MpiRanks() = default;

int MpiRanks::rank() const { return state_->rank; }
int MpiRanks::size() const { return state_->size; }

bool MpiRanks::speaks() const {
  const bool leader_died = state_->beside_leader && ::kill(state_->leader, 0) != 0;
  return rank() == 0 || (rank() == 1 && leader_died);
}

std::vector<std::string> MpiRanks::meet(const std::string& mine) {
  std::vector<std::string> all;
  mpi::all_gather(state_->world, mine, all);
  return all;
}

void MpiRanks::share(const SharedWork& work) {
  if (size() == 1) return Ranks::share(work);
  int lanes = 0;  // Of the followers: machines may differ.
  for (const std::string& own : meet(std::to_string(rank() == 0 ? 0 : work.lanes))) lanes += std::stoi(own);
  rank() == 0 ? lead(work, lanes) : follow(work);
}

// Only this thread talks to MPI; the lanes of rank 0 are threads beside it. It looks for messages rather than wait in MPI, which would
// keep a core busy.
void MpiRanks::lead(const SharedWork& work, int followers_open) {
  const mpi::communicator& world = state_->world;
  std::mutex guard;
  int next = 0, lanes_open = work.lanes;
  const auto hand_out = [&] { return next < work.count && !work.stop.stop_requested() ? next++ : work.count; };
  const auto take = [&](int i, std::string bytes) {
    if (!work.take(i, std::move(bytes))) next = work.count;
  };
  std::vector<std::jthread> lanes;
  for (int lane = 0; lane < work.lanes; ++lane)
    lanes.emplace_back([&] {
      std::unique_lock lock(guard);
      for (int i = hand_out(); i < work.count; i = hand_out()) {
        lock.unlock();
        std::string bytes = work.make(i);
        lock.lock();
        take(i, std::move(bytes));
      }
      --lanes_open;
    });
  for (;;) {
    const auto message = world.iprobe(mpi::any_source, to_leader);
    if (!message) {
      {
        const std::scoped_lock lock(guard);
        if (followers_open == 0 && lanes_open == 0) return;
      }
      std::this_thread::sleep_for(std::chrono::microseconds(500));
      continue;
    }
    std::int64_t said[words];
    world.recv(message->source(), to_leader, said, words);
    std::string bytes = receive_bytes(world, message->source(), to_leader, said[of_size]);
    const std::scoped_lock lock(guard);
    if (said[of_piece] != no_piece) take(static_cast<int>(said[of_piece]), std::move(bytes));
    if (said[of_stop] != 0) next = work.count;
    const int given = hand_out();
    if (given == work.count) --followers_open;
    world.send(message->source(), to_follower, given);
  }
}

// One lane at a time brings what it has made and asks for more; the answer comes at once.
void MpiRanks::follow(const SharedWork& work) {
  std::mutex guard;
  const auto exchange = [&](std::int64_t made, const std::string& bytes) {
    const std::scoped_lock lock(guard);
    const std::int64_t said[words] = {made, static_cast<std::int64_t>(bytes.size()), work.stop.stop_requested() ? 1 : 0};
    state_->world.send(0, to_leader, said, words);
    send_bytes(state_->world, 0, to_leader, bytes);
    int given = 0;
    state_->world.recv(0, to_follower, given);
    return given;
  };
  for_each_index(work.lanes, work.lanes, [&](int) {
    for (int i = exchange(no_piece, {}); i < work.count;) i = exchange(i, work.make(i));
  });
}

void MpiRanks::abandon() {
  if (size() > 1) mpi::environment::abort(2);
}

}  // namespace liandong
