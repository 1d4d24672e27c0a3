# Two commands: `make demo` and `make test`. Both set up what is missing first.

SWIFT ?= swift
RELEASE = --configuration release --static-swift-stdlib --product emic

.PHONY: demo test build bench setup format lint clean tour

demo: build
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/emic" demo --at emic-demo

build: setup
	$(SWIFT) build $(RELEASE)

# The command line tests drive the built program; the script builds it first. What passed here
# before and has not changed is not run again; `make test AGAIN=1` runs it in any case.
test: setup-tests
	@SWIFT="$(SWIFT)" AGAIN="$(AGAIN)" bash Scripts/test.sh

# What everything costs, against the budgets; `make bench BENCH=--large` adds 100 MB of text.
bench: build
	@$(SWIFT) run --configuration release --package-path Benchmarks emic-bench \
	  "$$($(SWIFT) build $(RELEASE) --show-bin-path)/emic" $(BENCH)

setup:
	@bash Scripts/setup.sh

.PHONY: setup-tests
setup-tests:
	@bash Scripts/setup.sh --tests

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

# Writes the outputs in the README and the manual anew; look at the difference before committing.
tour:
	$(SWIFT) build --build-tests
	EMIC_UPDATE_TOUR=1 $(SWIFT) test --skip-build --filter WrittenPageTests

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

clean:
	rm -rf .build emic-demo
