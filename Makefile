# Thin names for the `verko` command, which works without make too: .venv/bin/verko --help
STUDY ?= data/example
RENDERER ?= auto
PYTHON ?= python3
VERKO := .venv/bin/verko

.DEFAULT_GOAL := help
.PHONY: help report test study check lab verify archive browse bench export clean

help:            ## show this list
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1\t\2/p; s/^\(help\): *## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | sort -u | expand -t 18
	@echo "  STUDY=$(STUDY) is the study at work; write STUDY=studies/mine for your own."

.venv/.ready: requirements.lock setup/uv.lock setup/set_up.py pyproject.toml
	@$(PYTHON) setup/set_up.py

report: .venv/.ready  ## make everything, from raw files to the report (HTML and PDF)
	@$(VERKO) report --study "$(STUDY)" --renderer "$(RENDERER)"

test: .venv/.ready    ## run all tests
	@$(VERKO) test

study: .venv/.ready   ## lay out a study of your own: make study STUDY=studies/mine
	@$(VERKO) study "$(STUDY)"

check: .venv/.ready   ## read all material and print the account: what was read, what was refused and why
	@$(VERKO) check --study "$(STUDY)"

lab: .venv/.ready     ## open JupyterLab on the notebooks
	@$(VERKO) lab --study "$(STUDY)"

verify: .venv/.ready  ## make every result again and compare
	@$(VERKO) verify --study "$(STUDY)"

archive: .venv/.ready ## pack what may be given away: report, evidence, tables, hashes, metadata
	@$(VERKO) archive --study "$(STUDY)" --renderer "$(RENDERER)"

browse: .venv/.ready  ## search the evidence and the talk in the browser (FIND=interviews lists in the terminal)
	@$(VERKO) browse --study "$(STUDY)" $(FIND)

bench: .venv/.ready   ## measure, against named peers where there are some
	@$(VERKO) bench $(NAME)

export: .venv/.ready  ## write the coding as .qdpx and .qdc, to go on with in a QDA tool
	@$(VERKO) export --study "$(STUDY)"

clean: .venv/.ready   ## remove all that was made of the study; its own files stay
	@$(VERKO) clean --study "$(STUDY)"
