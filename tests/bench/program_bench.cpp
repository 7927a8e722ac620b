// The whole program on the example campaign and on generated cities, as a user would start it: wall time and peak memory.

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::temp_directory_path() / ("liandong-bench-" + std::to_string(getpid()));

/// Runs the program without output. Exit status, and peak memory in MiB; -1 if it could not be started.
struct Run {
  int status = -1;
  double peak_mib = 0;
};

Run run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), LIANDONG_PROGRAM);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawn(&child, argv[0], &quiet, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&quiet);
  if (failed != 0) return {};

  int state = 0;
  rusage use{};
  if (wait4(child, &state, 0, &use) != child || !WIFEXITED(state)) return {};
  return {.status = WEXITSTATUS(state), .peak_mib = static_cast<double>(use.ru_maxrss) / 1024};
}

void measure(benchmark::State& state, const std::vector<std::string>& arguments) {
  double peak = 0;
  for (auto _ : state) {
    const Run done = run(arguments);
    if (done.status != 0) return state.SkipWithError(("exit status " + std::to_string(done.status)).c_str());
    peak = std::max(peak, done.peak_mib);
  }
  state.counters["MiB"] = peak;
}

std::vector<std::string> plan(const std::string& campaign) { return {"plan", campaign, "--gap", "0.01", "--time", "60", "--out", (folder / "plan").string()}; }

std::string example() { return LIANDONG_SOURCE_DIR "/data/wuchuang"; }

void check_example(benchmark::State& state) { measure(state, {"check", example()}); }
void plan_example(benchmark::State& state) { measure(state, plan(example())); }
void verify_example(benchmark::State& state) {
  if (run(plan(example())).status != 0) return state.SkipWithError("no plan to verify");
  measure(state, {"verify", example(), (folder / "plan").string()});
}

void plan_city(benchmark::State& state) {
  const std::string projects = std::to_string(state.range(0));
  const std::string city = (folder / ("city-" + projects)).string();
  if (run({"generate", "--cities", "1", "--projects", projects, "--periods", "20", "--seed", "1", "--out", city}).status != 0)
    return state.SkipWithError("no city was generated");
  measure(state, plan(city));
}

BENCHMARK(check_example)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(plan_example)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(verify_example)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(plan_city)->Arg(50)->Arg(100)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  fs::remove_all(folder);
  fs::create_directories(folder);
  benchmark::RunSpecifiedBenchmarks();
  fs::remove_all(folder);
}
