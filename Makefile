# The two commands of the README and a few shortcuts; CMakePresets.json has the rest. Everything lands in build/.
BUILD := build
PLAN := $(BUILD)/demo-plan
LIANDONG := $(BUILD)/bin/liandong
FUZZ_SECONDS ?= 60
SWITCHES = -DCMAKE_BUILD_TYPE=Release -DLIANDONG_TESTS=$(if $(filter test,$@),ON,OFF) -DLIANDONG_BENCHMARKS=$(if $(filter bench,$@),ON,OFF) \
  -DLIANDONG_MPI=$(if $(filter mpi,$@),ON,AUTO) -DLIANDONG_GUI=$(if $(filter desktop,$@),ON,$(if $(filter test,$@),AUTO,OFF))
CONFIGURE = mkdir -p $(BUILD); cmake -S . -B $(BUILD) -G Ninja $(SWITCHES) >$(BUILD)/configure.log 2>&1 || { cat $(BUILD)/configure.log; exit 1; }

.PHONY: help demo test build mpi desktop bench fuzz install-packages

help:
	@echo 'make demo      plan the example campaign and check the plan'
	@echo 'make test      build and run every test'
	@echo 'make build     the program alone: $(LIANDONG)'
	@echo 'make mpi       and beside it what mpirun needs: $(LIANDONG)-mpi'
	@echo 'make desktop   the desktop program: $(BUILD)/bin/liandong-desktop (GPL-3-or-later)'
	@echo 'make bench     benchmarks against other solvers, some hours; BENCH=quick make bench: some minutes'
	@echo 'make fuzz      every fuzz target for FUZZ_SECONDS=$(FUZZ_SECONDS) seconds (clang)'
	@echo 'make install-packages   the Debian packages of all of these'

install-packages:
	@.ci/install build gui mpi test bench fuzz tidy

build:
	@.ci/install build
	@$(CONFIGURE)
	@cmake --build $(BUILD)

mpi:
	@.ci/install build mpi
	@$(CONFIGURE)
	@cmake --build $(BUILD)

demo: build
	$(LIANDONG) plan data/wuchuang --gap 0.01 --threads 2 --out $(PLAN)
	$(LIANDONG) verify data/wuchuang $(PLAN)
	@echo 'The plan lies in $(PLAN): schedule.csv, allocation.csv, gap.csv and more; docs/guide/getting-started.md walks through them.'

desktop:
	@.ci/install build gui
	@$(CONFIGURE)
	@cmake --build $(BUILD)

test:
	@.ci/install build gui mpi test
	@$(CONFIGURE)
	@cmake --build $(BUILD)
	@ctest --test-dir $(BUILD) --output-on-failure --no-tests=error -j2

bench:
	@.ci/install build bench
	@$(CONFIGURE)
	@cmake --build $(BUILD)
	@tests/bench/run.py $(BUILD)

fuzz:
	@.ci/install build test fuzz
	@cmake --preset fuzz
	@cmake --build --preset fuzz
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run.sh build-fuzz/bin
