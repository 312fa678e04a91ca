.DEFAULT_GOAL := help
.PHONY: help deps run build test check lint format bench fuzz sanitize prompts transcriber package install clean

# A warning is an error, and a target may import only what Package.swift lets it.
STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error
# Tests that boot a real Asterisk, Kannel or mail server: one at a time, for beside all others they would starve each other.
REAL := WorldTests|HotlineTestingTests|Kannel(SMPP|Health|Example)Tests|SMSToolsWorldTests
# Tests that reckon for long: by themselves, for they would keep those that wait for something from their turn.
LONG := ProofTests|PropertyTests|ReplyFuzzTests|PrivateTextsTests
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

help: ## Say what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{ printf "%-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install what building and testing need: libraries, and a real Asterisk and Kannel in a cache folder.
	@scripts/deps test

run: ## Install what is missing, build, play one call through everything, and serve until Ctrl-C.
	@scripts/deps build
	swift build --product hotline
	.build/debug/hotline up --demo

build: ## Build everything, the tests too.
	@scripts/deps build
	swift build --build-tests $(STRICT)

test: deps lint build ## Check the format and the data, and run every test; this is what a change must pass.
	scripts/prompts-check
	scripts/check-migrations
	scripts/check-threats
	scripts/run-tests --skip '$(REAL)|$(LONG)' $(STRICT)
	scripts/run-tests --filter '$(LONG)' $(STRICT)
	scripts/run-tests --filter '$(REAL)' --no-parallel $(STRICT)

check: test ## The same as test.

lint: ## Check the format.
	swift format lint --strict --recursive --parallel $(SOURCES)

format: ## Put the format right.
	swift format --in-place --recursive --parallel $(SOURCES)

bench: ## Measure, beside peers in the same run; see Benchmarks/README.md.
	@scripts/deps test
	@scripts/deps bench
	Benchmarks/run
	Benchmarks/sms
	Benchmarks/verbs
	Benchmarks/site

fuzz: ## Fuzz what reads bytes that others chose, FUZZ_SECONDS (60) for each target.
	@scripts/deps build
	Fuzz/run $(or $(FUZZ_SECONDS),60)

sanitize: ## Run the tests under ThreadSanitizer, then under AddressSanitizer; builds of their own, 15 minutes each.
	@scripts/deps test
	scripts/sanitize thread
	scripts/sanitize address

transcriber: ## Install a recogniser of spoken messages for agi.transcriber; see transcriber/install.
	transcriber/install

prompts: ## Render the prompts' audio from config/prompts.ru.json.
	scripts/prompts

package: ## Make the Debian package, in build/; see scripts/package.
	@scripts/deps build
	scripts/package

# Where programs for release are, which are linked with the Swift runtime.
RELEASE := --configuration release --static-swift-stdlib

install: ## Install from source, for machines without Debian packages: DESTDIR, prefix; see scripts/install-files.
	for product in hotline hotlined hotline-agi; do swift build $(RELEASE) --product $$product || exit 1; done
	DESTDIR='$(DESTDIR)' prefix='$(or $(prefix),/usr/local)' scripts/install-files "$$(swift build $(RELEASE) --show-bin-path)"

clean: ## Remove what was built.
	rm -rf .build .build-* build
