pytest_plugins = ["auditor.pytest_plugin"]
