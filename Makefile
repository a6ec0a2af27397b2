# One line for each thing to do; each does its whole set-up. A JDK 25 and make are all they need, and
# those that touch the web UI, test among them, Node 20.

.PHONY: run demo test ui ui-same ui-test fmt bench dist soak

run: ## builds and starts a single node with its data in ./vestige-data
	./mvnw -q -B -Dfast -DskipTests package && exec target/vestige -storageDataPath=./vestige-data

demo: ## a node in ./vestige-demo with two hours of a made-up shop's traces and a live trickle
	./mvnw -q -B -Dfast -DskipTests package && exec cmd/server/src/build/demo.sh

test: ## the build, its gates and all tests: in Java, the JavaScript SDK as a client, the web UI in a browser
	./mvnw -B verify && src/test/js/run.sh && $(MAKE) ui-same && vmui/e2e/run.sh

ui: ## checks the web UI and builds vmui/dist anew; needs Node 20
	cd vmui && npm ci && npm run check && npm run build

ui-same: ui ## fails when the web UI in the tree is not the one its sources build
	git diff --exit-code --stat -- vmui/dist

ui-test: ui ## drives the web UI of target/vestige in Chromium, which it installs where it may
	./mvnw -q -B -Dfast -DskipTests package && vmui/e2e/run.sh

fmt: ## formats the code
	./mvnw -q -B spotless:apply

bench: ## start time, idle memory and size of what is shipped
	./mvnw -q -B -Dfast -Dtest=StartBenchmark -Dgroups=bench -DexcludedGroups= verify

dist: ## in target/dist an archive and a Debian package that bring their own Java runtime
	./mvnw -q -B -DskipTests package && cmd/server/src/build/dist.sh

soak: ## an hour of steady requests, and of crashes, failing disks and networks, damaged files and kills
	./mvnw -B -Dfast -Dtest='SoakTest,KillTest,ClusterTest,EngineCrashTest,EngineFaultTest,PinFaultTest,PartDamageTest' \
	  -Dsoak.minutes=60 -Dvestige.kill.rounds=20 -Dvestige.cluster.seconds=600 -Dvestige.crash.lives=5000 \
	  -Dvestige.fault.stride=1 -Dvestige.damage.rounds=5000 verify
