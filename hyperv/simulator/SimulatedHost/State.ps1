# What has become of the host since its description was written. It is kept beside the description, so that every
# process and every runspace that names the same file sees one host:
#   FILE.lock         held while the host is looked at or changed; the system lets go of it when its holder dies.
#                     It contains the number of the last change.
#   FILE.state.json   the state, replaced as a whole.

# Runs the body on the host as it is now. What the body returns is handed out after the lock is free again, because
# whatever comes next in the caller's pipeline may need the host too.
function Invoke-OnHost([scriptblock]$Body) {
    # The caller's preference is for the errors of its call; here nothing may go on after one.
    $ErrorActionPreference = 'Stop'
    $path = Get-HostFile
    $script:current = Get-Description $path
    $lock = Open-HostLock $path
    $simulated = $null
    $whole = $false
    try {
        $simulated = Get-HostState $path $script:current (Read-Revision $lock)
        Update-Host $simulated
        $answer = & $Body $simulated
        if ($simulated.Changed) { Save-HostState $simulated $lock }
        $whole = $true
    }
    finally {
        # A body that was cut short may have changed half of something: what is on the disk counts.
        if ($simulated -and -not $whole) { $simulated.Revision = -1 }
        $lock.Dispose()
    }
    $answer
}

function Open-HostLock([string]$Path) {
    $patience = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        try { return [System.IO.FileStream]::new("$Path.lock", 'OpenOrCreate', 'ReadWrite', 'None', 16) }
        catch [System.IO.IOException] {
            if ($patience.Elapsed.TotalSeconds -gt 30) { throw }
        }
        [System.Threading.Thread]::Sleep(1)
    }
}

function Read-Revision([System.IO.FileStream]$Lock) {
    $bytes = [byte[]]::new(8)
    if ($Lock.Read($bytes, 0, 8) -lt 8) { return [long]0 }
    [System.BitConverter]::ToInt64($bytes, 0)
}

function Write-Revision([System.IO.FileStream]$Lock, [long]$Revision) {
    $null = $Lock.Seek(0, 'Begin')
    $Lock.Write([System.BitConverter]::GetBytes($Revision), 0, 8)
    $Lock.Flush()
}

# The modules of a process share what they have read; only the holder of the lock touches it.
function Get-HostState([string]$Path, [hashtable]$Description, [long]$Revision) {
    $hosts = Get-SharedTable 'Lastwatt.SimulatedHosts'
    $simulated = $hosts[$Path]
    $stamp = Get-FileStamp "$Path.state.json"
    if (-not $simulated -or -not $stamp -or $simulated.Revision -ne $Revision -or $simulated.StateStamp -ne $stamp) {
        $state = Read-HostState "$Path.state.json"
        $simulated = @{ Path = $Path; Revision = $Revision; StateStamp = $stamp; Next = 0.0 }
        $simulated.Changed = $null -eq $state
        $simulated.State = if ($state) { $state } else { New-HostState $Description }
        $hosts[$Path] = $simulated
    }
    $simulated.Description = $Description
    $simulated
}

# No state, or one that is not whole, is a host that begins anew: nothing that is left on a disk may stop the simulation.
function Read-HostState([string]$File) {
    if (-not [System.IO.File]::Exists($File)) { return $null }
    try { $json = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($File)) -AsHashtable }
    catch { return $null }
    if (-not $json.vms -or -not $json.began) { return $null }
    $state = ConvertTo-Table $json
    $state.rates = ConvertTo-Table $json.rates
    $state.vms = ConvertTo-Tables $json.vms
    foreach ($vm in $state.vms.Values) { $vm.settings = if ($vm.settings.Count) { ConvertTo-Table $vm.settings } else { @{} } }
    $state.jobs = ConvertTo-Tables $json.jobs
    $state.events = [System.Collections.ArrayList]@(foreach ($event in $json.events) { ConvertTo-Table $event })
    $state
}

# A table that can be changed, whatever kind of dictionary the reader of JSON makes. Level by level where there are such,
# and each copied as a whole: going through its thousand values one by one took ten times as long.
function ConvertTo-Table([System.Collections.IDictionary]$Json) {
    [hashtable]::new($Json, [System.StringComparer]::OrdinalIgnoreCase)
}

function ConvertTo-Tables([System.Collections.IDictionary]$Json) {
    $tables = @{}
    foreach ($key in $Json.Keys) { $tables[$key] = [hashtable]::new($Json[$key], [System.StringComparer]::OrdinalIgnoreCase) }
    $tables
}

# The number goes first: whoever comes after a writer that died in between sees that it has to read again.
function Save-HostState([hashtable]$Simulated, [System.IO.FileStream]$Lock) {
    $file = "$($Simulated.Path).state.json"
    $Simulated.Revision++
    Write-Revision $Lock $Simulated.Revision
    [System.IO.File]::WriteAllText("$file.new", (ConvertTo-Json -InputObject $Simulated.State -Depth 6 -Compress))
    if ([System.IO.File]::Exists($file)) { [System.IO.File]::Replace("$file.new", $file, [NullString]::Value) }
    else { [System.IO.File]::Move("$file.new", $file) }
    $Simulated.StateStamp = Get-FileStamp $file
    $Simulated.Changed = $false
}

function New-HostState([hashtable]$Description) {
    $now = [datetime]::UtcNow.Ticks
    @{
        began = $now; anchorReal = $now; anchorSeconds = 0.0; speed = $Description.Speed
        time = 0.0; bootSeconds = -7.0 * 86400; lastProcessId = $script:firstProcessId; adopted = ''
        marks = @(); rates = @{}; vms = @{}; jobs = @{}; events = [System.Collections.ArrayList]@()
    }
}
