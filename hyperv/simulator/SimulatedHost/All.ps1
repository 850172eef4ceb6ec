# The host, as each of the modules loads it: by dot-sourcing this file.
foreach ($part in 'Enums', 'Errors', 'Texts', 'Description', 'Clock', 'EventLog', 'Jobs', 'Progress', 'Requests', 'State', 'Faults') {
    . (Join-Path $PSScriptRoot "$part.ps1")
}
