# What the simulated Hyper-V does beyond what the conformance script asks: one host for all processes, faults of the
# session, edited descriptions, events. Exit 1 if something fails.
param([string]$Only = '')

$ErrorActionPreference = 'Continue'
$WarningPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$script:passed = 0
$script:failed = 0
$script:separator = [System.IO.Path]::PathSeparator
$env:PSModulePath = (Split-Path -Parent $PSScriptRoot) + $script:separator + $env:PSModulePath
$work = Join-Path ([System.IO.Path]::GetTempPath()) ('sim-' + [guid]::NewGuid().ToString('N'))
$null = New-Item -ItemType Directory -Path $work
$virtualization = 'root\virtualization\v2'
$workerLog = 'Microsoft-Windows-Hyper-V-Worker-Admin'
$engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
$ids = @{}

function Check([string]$What, [scriptblock]$Body) {
    if ($Only -and $What -notlike "*$Only*") { return }
    $answer = $null
    try { $answer = & $Body } catch { $answer = "$_ $($_.ScriptStackTrace)" }
    if ($answer -is [bool] -and $answer) { $script:passed++; return }
    $script:failed++
    "FAILED  $What`: $(@($answer) -join ' ')"
}

function Guest([string]$Name, [hashtable]$With = @{}) {
    $id = [guid]::NewGuid().ToString('D')
    $script:ids[$Name] = $id
    $guest = @{ id = $id; name = $Name; state = 'Running' }
    foreach ($key in $With.Keys) { $guest[$key] = $With[$key] }
    $guest
}

function Use-Description([object[]]$Guests, [hashtable]$With = @{}) {
    $description = @{ name = 'HV1'; speed = 50; vms = $Guests }
    foreach ($key in $With.Keys) { $description[$key] = $With[$key] }
    $env:LASTWATT_SIMULATED_HOST = Join-Path $work ([guid]::NewGuid().ToString('N') + '.json')
    Write-Description $description
    foreach ($module in 'Hyper-V', 'CimCmdlets', 'Microsoft.PowerShell.Diagnostics') { Import-Module -Name $module }
    $description
}

function Write-Description([hashtable]$Description) {
    [System.IO.File]::WriteAllText($env:LASTWATT_SIMULATED_HOST, (ConvertTo-Json -InputObject $Description -Depth 8))
}

function Fresh([string]$Name) { Hyper-V\Get-VM -Id ([guid]$script:ids[$Name]) }

function State([string]$Name) { (Fresh $Name).State.ToString() }

function Wait-Until([double]$Seconds, [scriptblock]$Condition) {
    $patience = [System.Diagnostics.Stopwatch]::StartNew()
    while ($patience.Elapsed.TotalSeconds -lt $Seconds) {
        if (& $Condition) { return $true }
        Start-Sleep -Milliseconds 20
    }
    $false
}

function Read-System([string]$Name) {
    CimCmdlets\Get-CimInstance -Namespace $virtualization -ClassName Msvm_ComputerSystem -Filter "Name='$($script:ids[$Name])'"
}

function Request([string]$Name, [int]$State) {
    CimCmdlets\Invoke-CimMethod -InputObject (Read-System $Name) -MethodName RequestStateChange -Arguments @{ RequestedState = [uint16]$State }
}

function Read-Events([hashtable]$Filter) {
    Microsoft.PowerShell.Diagnostics\Get-WinEvent -FilterHashtable $Filter -ErrorAction SilentlyContinue
}

# A session of its own on the same host. Its answer: what it wrote, and how it ended.
function Start-Session([string]$Command, [string[]]$Arguments = @('-NoProfile', '-NonInteractive')) {
    $start = [System.Diagnostics.ProcessStartInfo]::new($engine)
    foreach ($argument in @($Arguments) + '-Command' + $Command) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.RedirectStandardInput = $true
    [System.Diagnostics.Process]::Start($start)
}

function Invoke-Session([string]$Command, [string]$Typed = '', [string[]]$Arguments = @('-NoProfile', '-NonInteractive')) {
    $process = Start-Session $Command $Arguments
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    $process.StandardInput.Write($Typed)
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(60000)) { $process.Kill() }
    @{ Output = $output.Result; Errors = $errors.Result; ExitCode = $process.ExitCode }
}

# --- one host for all
Check 'two processes that hammer one host lose no change' {
    $guests = foreach ($n in 1..40) { Guest "g$n" @{ shutdownSeconds = 100000 } }
    $null = Use-Description $guests
    $stop = {
        param($from, $to)
        "Import-Module CimCmdlets; foreach (`$c in (CimCmdlets\Get-CimInstance -Namespace $virtualization -ClassName Msvm_ShutdownComponent)[$from..$to]) { `$null = CimCmdlets\Invoke-CimMethod -InputObject `$c -MethodName InitiateShutdown -Arguments @{ Force = `$true; Reason = 'both' } }"
    }
    $both = @((Start-Session (& $stop 0 19)), (Start-Session (& $stop 20 39)))
    foreach ($process in $both) { $null = $process.WaitForExit(60000) }
    $stopping = @(Hyper-V\Get-VM | Where-Object { $_.State.ToString() -eq 'Stopping' }).Count
    if ($stopping -eq 40) { $true } else { "$stopping of 40 are Stopping" }
}
Check 'settings of two processes are both kept' {
    $null = Use-Description @(Guest 'a')
    $note = "1..15 | ForEach-Object { Hyper-V\Set-VM -Name a -Notes `"`$_`" }"
    $delay = "1..15 | ForEach-Object { Hyper-V\Set-VM -Name a -AutomaticStartDelay `$_ }"
    $both = @((Start-Session "Import-Module Hyper-V; $note"), (Start-Session "Import-Module Hyper-V; $delay"))
    foreach ($process in $both) { $null = $process.WaitForExit(60000) }
    $guest = Fresh 'a'
    $guest.Notes -eq '15' -and $guest.AutomaticStartDelay -eq 15
}
Check 'a stop action that is locked changes only while the guest is off, other settings at any time' {
    $null = Use-Description @((Guest 'a' @{ faults = @('settings-locked') }), (Guest 'b' @{ state = 'Off'; faults = @('settings-locked') }))
    $wrong = $null
    Hyper-V\Set-VM -Name a -AutomaticStopAction ShutDown -ErrorAction SilentlyContinue -ErrorVariable wrong
    Hyper-V\Set-VM -Name a -AutomaticStartAction Nothing
    Hyper-V\Set-VM -Name b -AutomaticStopAction ShutDown
    "$($wrong[0].FullyQualifiedErrorId)" -like 'InvalidState,*' -and "$((Fresh 'a').AutomaticStopAction)" -eq 'Save' -and
        "$((Fresh 'a').AutomaticStartAction)" -eq 'Nothing' -and "$((Fresh 'b').AutomaticStopAction)" -eq 'ShutDown'
}
Check 'runspaces of one process see one host' {
    $null = Use-Description @(Guest 'a' @{ memoryMb = 400 })
    $inner = [powershell]::Create([initialsessionstate]::CreateDefault2())
    $null = $inner.AddScript('Import-Module Hyper-V; Hyper-V\Save-VM -Name a').Invoke()
    $clean = -not $inner.HadErrors
    $inner.Dispose()
    $clean -and (State 'a') -eq 'Saved'
}
Check 'the state survives a session that is killed while it waits, and its lock does not' {
    $description = Use-Description @((Guest 'a' @{ shutdownSeconds = 5000 }), (Guest 'b' @{ memoryMb = 400 }))
    $session = Start-Session "Import-Module Hyper-V; Hyper-V\Save-VM -Name b; Hyper-V\Stop-VM -Name a"
    $stopping = Wait-Until 40 { (State 'a') -eq 'Stopping' }
    $session.Kill()
    $session.WaitForExit()
    $after = "$(State 'a') $(State 'b')"
    $description.speed = 2000
    Write-Description $description
    if ($stopping -and $after -eq 'Stopping Saved' -and (Wait-Until 20 { (State 'a') -eq 'Off' })) { $true } else { "$stopping $after" }
}
Check 'sessions killed at any moment leave a whole state' {
    $null = Use-Description @(Guest 'a')
    foreach ($milliseconds in 0, 3, 7, 11, 16) {
        $session = Start-Session "Import-Module Hyper-V; while (`$true) { Hyper-V\Set-VM -Name a -Notes '$milliseconds' }"
        $written = Wait-Until 40 { (Fresh 'a').Notes -eq "$milliseconds" }
        Start-Sleep -Milliseconds $milliseconds
        $session.Kill()
        $session.WaitForExit()
        if (-not $written -or (Fresh 'a').Notes -ne "$milliseconds" -or (State 'a') -ne 'Running') { return "after $milliseconds ms the host is lost" }
    }
    $true
}
Check 'a torn or absent state begins anew, a torn description waits' {
    $description = Use-Description @(Guest 'a' @{ state = 'Off' })
    $file = $env:LASTWATT_SIMULATED_HOST
    Hyper-V\Start-VM -Name a
    $started = State 'a'
    [System.IO.File]::WriteAllText("$file.state.json", '{"began":12,"vms":{"')
    $torn = State 'a'
    [System.IO.File]::Delete("$file.state.json")
    $absent = State 'a'
    [System.IO.File]::WriteAllText($file, '{"name":"HV1","vms":[{"id"')
    $half = State 'a'
    Write-Description $description
    "$started $torn $absent $half" -eq 'Running Off Off Off'
}

# --- time
Check 'time runs on between calls, and a new speed counts from when it is seen' {
    $description = Use-Description @(Guest 'a') @{ speed = 1 }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $first = (Fresh 'a').Uptime.TotalSeconds
    Start-Sleep -Milliseconds 500
    $slow = (Fresh 'a').Uptime.TotalSeconds - $first
    $description.speed = 1000
    Write-Description $description
    $changed = (Fresh 'a').Uptime.TotalSeconds
    $real = $clock.Elapsed.TotalSeconds
    Start-Sleep -Milliseconds 500
    $fast = (Fresh 'a').Uptime.TotalSeconds - $changed
    if ($slow -ge 0.4 -and $changed - $first -le $real -and $fast -ge 450) { $true } else { "$slow, $($changed - $first) of $real, $fast" }
}
Check 'saves that share a volume end at the same times however often one looks' {
    # 400 MB/s: a and b at half the rate until a is done (20 s), then b alone for 4000 MB (10 s); c on a volume of its own.
    $seen = foreach ($pause in 0, 40, 700) {
        $null = Use-Description @((Guest 'a' @{ memoryMb = 4000 }), (Guest 'b' @{ memoryMb = 8000 }), (Guest 'c' @{ memoryMb = 500; volume = 'D:' })) @{
            volumes = @(@{ name = 'C:' }, @{ name = 'D:'; saveMbPerSecond = 100 })
        }
        foreach ($name in 'a', 'b', 'c') { $null = Request $name 6 }
        if ($pause) { $null = Wait-Until 0.8 { Start-Sleep -Milliseconds $pause; $null = Hyper-V\Get-VM; $false } } else { Start-Sleep -Milliseconds 900 }
        $times = @{}
        foreach ($e in Read-Events @{ LogName = $workerLog; Id = 18510 }) { $times[([xml]$e.ToXml()).Event.UserData.VmlEventLog.VmName] = $e.TimeCreated }
        $began = @{}
        foreach ($job in CimCmdlets\Get-CimInstance -Namespace $virtualization -ClassName Msvm_ConcreteJob) { $began[[string]$job.InstanceID] = $job.StartTime }
        $first = ($began.Values | Sort-Object)[0]
        # The three requests are some milliseconds apart, which are simulated seconds: only what follows from that is left open.
        $apart = (($began.Values | Sort-Object)[-1] - $first).TotalSeconds
        foreach ($pair in @{ a = 20; b = 30; c = 5 }.GetEnumerator()) {
            $took = ($times[$pair.Key] - $first).TotalSeconds
            if ($took -lt $pair.Value - $apart -or $took -gt $pair.Value + $apart + 0.01) { "pause $pause`: $($pair.Key) took $took, not $($pair.Value) (requests $apart apart)" }
        }
    }
    if ($seen) { $seen } else { $true }
}
Check 'a looker changes nothing: two hosts of the same state agree to the moment' {
    $null = Use-Description @((Guest 'a' @{ memoryMb = 4000 }), (Guest 'b' @{ memoryMb = 6000; faults = @('save-fails') }), (Guest 'c' @{ shutdownSeconds = 12.5 }))
    $null = Request 'a' 6
    $null = Request 'b' 6
    $null = Request 'c' 4
    $watched = $env:LASTWATT_SIMULATED_HOST
    $unwatched = "$watched.twin.json"
    [System.IO.File]::Copy($watched, $unwatched)
    [System.IO.File]::SetLastWriteTimeUtc($unwatched, [System.IO.File]::GetLastWriteTimeUtc($watched))
    [System.IO.File]::Copy("$watched.state.json", "$unwatched.state.json")
    $null = Wait-Until 0.9 { $null = Hyper-V\Get-VM; $false }
    $read = { (Read-Events @{ LogName = $workerLog } | ForEach-Object { '{0} {1} {2:o}' -f $_.Id, $_.Properties[0].Value, $_.TimeCreated }) -join '; ' }
    $one = & $read
    $env:LASTWATT_SIMULATED_HOST = $unwatched
    $other = & $read
    $states = "$(State 'a') $(State 'b') $(State 'c')"
    # Rounding may differ in the last digits of a second's fraction.
    $cut = { param($text) $text -replace '(\.\d{3})\d+', '$1' }
    if ($one -and (& $cut $one) -eq (& $cut $other) -and $states -eq 'Saved Running Off') { $true } else { "$one | $other | $states" }
}

# --- edited while it runs
Check 'faults, the battery and free space follow the description at the next call' {
    $description = Use-Description @(Guest 'a' @{ memoryMb = 600 }) @{ volumes = @(@{ name = 'C:'; freeMb = 100 }) }
    $full = @(Hyper-V\Save-VM -Name a 2>&1).Count
    $description.volumes[0].freeMb = 1000
    $description.battery = @{ name = 'UPS'; onMains = $true; charge = 80 }
    Write-Description $description
    Hyper-V\Save-VM -Name a
    $free = (CimCmdlets\Get-CimInstance Win32_LogicalDisk -Filter "DeviceID='C:'").FreeSpace / 1MB
    $volume = (CimCmdlets\Get-CimInstance Win32_Volume -Filter "DriveLetter='C:'").FreeSpace / 1MB
    $mains = (CimCmdlets\Get-CimInstance Win32_Battery).BatteryStatus
    $description.battery.onMains = $false
    $description.faults = @('vmms-down')
    Write-Description $description
    $battery = (CimCmdlets\Get-CimInstance Win32_Battery).BatteryStatus
    $down = @(Hyper-V\Get-VM 2>&1)[0].FullyQualifiedErrorId
    $service = (CimCmdlets\Get-CimInstance Win32_Service -Filter "Name='vmms'").State
    $description.faults = @()
    Write-Description $description
    if ($full -eq 1 -and $free -eq 400 -and $volume -eq 400 -and $mains -eq 2 -and $battery -eq 1 -and $down -like 'Unspecified,*' -and $service -eq 'Stopped' -and (State 'a') -eq 'Saved') { $true }
    else { "$full $free $volume $mains $battery $down $service $(State 'a')" }
}
Check 'a guest that hung in Stopping goes on when the fault is taken away' {
    $description = Use-Description @(Guest 'a' @{ shutdownSeconds = 5; faults = @('hangs-stopping') })
    $null = Request 'a' 4
    Start-Sleep -Milliseconds 300
    $hung = State 'a'
    $description.vms[0].faults = @()
    Write-Description $description
    $hung -eq 'Stopping' -and (Wait-Until 3 { (State 'a') -eq 'Off' })
}

# --- faults of the session
Check 'noise comes on standard output before the answer' {
    $null = Use-Description @(Guest 'a') @{ faults = @('noise') }
    $answer = Invoke-Session "Import-Module Hyper-V; (Hyper-V\Get-VM).Name"
    $lines = @($answer.Output -split '\r?\n' | Where-Object { $_ })
    $lines[0] -like 'DEBUG*' -and $lines[-1] -eq 'a'
}
Check 'warnings come with every call' {
    $null = Use-Description @(Guest 'a') @{ faults = @('warnings') }
    $all = @(Hyper-V\Get-VM 3>&1) + @(CimCmdlets\Get-CimInstance Win32_OperatingSystem 3>&1)
    @($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count -eq 2
}
Check 'prompt takes the next line of an interactive session as its answer, and is an error where nobody can be asked' {
    $null = Use-Description @(Guest 'a') @{ faults = @('prompt') }
    $command = "Import-Module Hyper-V; `$r = Hyper-V\Get-VM; `"[`$(`$r.Name)]`""
    $asked = Invoke-Session $command "y`n" @('-NoProfile')
    $refused = Invoke-Session $command "n`n" @('-NoProfile')
    $alone = Invoke-Session $command ''
    if ($asked.Output -like '*`[a`]*' -and $refused.Output -like '*`[`]*' -and $alone.Errors -and $alone.Output -notlike '*`[a`]*') { $true } else { "$($asked.Output) | $($refused.Output) | $($alone.Errors)" }
}
Check 'a session dies in mid-answer, once; the state knows the request' {
    $null = Use-Description @(Guest 'a' @{ shutdownSeconds = 1000 }) @{ faults = @('dies') }
    $command = "Import-Module Hyper-V; Hyper-V\Stop-VM -Name a; 'after'"
    $dead = Invoke-Session $command
    $next = Invoke-Session "Import-Module Hyper-V; (Hyper-V\Get-VM).State.ToString()"
    if ($dead.ExitCode -ne 0 -and $dead.Output -notlike "*`n*" -and $dead.Output -and $next.Output.Trim() -eq 'Stopping') { $true } else { "$($dead.ExitCode) $($dead.Output) $($next.Output)" }
}
Check 'dies-always kills every session' {
    $null = Use-Description @(Guest 'a') @{ faults = @('dies-always') }
    $codes = foreach ($n in 1, 2) { (Invoke-Session "Import-Module Hyper-V; Hyper-V\Get-VM").ExitCode }
    $codes[0] -ne 0 -and $codes[1] -ne 0
}
Check 'a call hangs, and does not hear that it shall stop' {
    $description = Use-Description @(Guest 'a') @{ faults = @('hangs') }
    $session = Start-Session "Import-Module Hyper-V; Hyper-V\Get-VM; 'after'"
    $ended = $session.WaitForExit(2500)
    $session.Kill()
    $session.WaitForExit()
    $description.faults = @('hangs-once')
    Write-Description $description
    $once = Start-Session "Import-Module Hyper-V; Hyper-V\Get-VM"
    $onceEnded = $once.WaitForExit(2500)
    $once.Kill()
    $once.WaitForExit()
    -not $ended -and -not $onceEnded -and (State 'a') -eq 'Running'
}

# --- faults of a guest
Check 'a guest that does not boot never answers, and cannot be shut down' {
    $null = Use-Description @(Guest 'a' @{ state = 'Off'; bootSeconds = 1; faults = @('boot-fails') })
    Hyper-V\Start-VM -Name a
    Start-Sleep -Milliseconds 200
    $component = CimCmdlets\Get-CimInstance -Namespace $virtualization -ClassName Msvm_ShutdownComponent
    $code = (CimCmdlets\Invoke-CimMethod -InputObject $component -MethodName InitiateShutdown -Arguments @{ Force = $true; Reason = '' }).ReturnValue
    (State 'a') -eq 'Running' -and "$((Fresh 'a').Heartbeat)" -eq 'NoContact' -and $code -eq 32780
}
Check 'a start that fails is an error, and the guest is as before' {
    $null = Use-Description @((Guest 'off' @{ state = 'Off'; faults = @('start-fails') }), (Guest 'saved' @{ state = 'Saved'; memoryMb = 400; faults = @('start-fails') }))
    $errors = @(Hyper-V\Start-VM -Name 'off', 'saved' 2>&1)
    $errors.Count -eq 2 -and $errors[0].FullyQualifiedErrorId -like 'OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM*' -and
    $errors[0].Exception.InnerException.ErrorCode -eq 32768 -and (State 'off') -eq 'Off' -and (State 'saved') -eq 'Saved'
}
Check 'a guest that shuts itself down is Running until it is Off, event 18508' {
    $null = Use-Description @(Guest 'a' @{ shutdownSeconds = 20; faults = @('shuts-itself-down') })
    $first = State 'a'
    $off = Wait-Until 3 { (State 'a') -eq 'Off' }
    $event = @(Read-Events @{ LogName = $workerLog; Id = 18508 })
    $first -eq 'Running' -and $off -and $event.Count -eq 1
}
Check 'a guest with an assigned device or a GPU partition cannot be saved' {
    $null = Use-Description @((Guest 'dda' @{ assignedDevices = 1 }), (Guest 'gpu' @{ gpuPartitions = 1 }))
    $errors = @(Hyper-V\Save-VM -Name 'dda', 'gpu' 2>&1)
    $errors.Count -eq 2 -and @(Hyper-V\Get-VMAssignableDevice -VMName dda).Count -eq 1 -and @(Hyper-V\Get-VMGpuPartitionAdapter -VMName gpu).Count -eq 1 -and (State 'dda') -eq 'Running'
}
Check 'a forced stop of a guest that ignores the request is an error after its time, and then the plug' {
    $null = Use-Description @(Guest 'a' @{ faults = @('ignores-shutdown') }) @{ speed = 1000 }
    $errors = @(Hyper-V\Stop-VM -Name a -Force 2>&1)
    $errors.Count -eq 1 -and $errors[0].FullyQualifiedErrorId -like 'OperationFailed,*StopVM*' -and (State 'a') -eq 'Off' -and @(Read-Events @{ LogName = $workerLog; Id = 18502 }).Count -eq 1
}
Check 'a plain stop of a locked guest has the code 32781 inside' {
    $null = Use-Description @(Guest 'a' @{ faults = @('locked') })
    $errors = @(Hyper-V\Stop-VM -Name a 2>&1)
    $errors.Count -eq 1 -and $errors[0].FullyQualifiedErrorId -like 'Unspecified,*' -and $errors[0].Exception.InnerException.ErrorCode -eq 32781 -and (State 'a') -eq 'Running'
}
Check 'the caller''s preferences count, as for a compiled cmdlet' {
    $null = Use-Description @(Guest 'a')
    $stopped = & { $ErrorActionPreference = 'Stop'; try { Hyper-V\Get-VM -Name nobody; 'went on' } catch { 'stopped' } }
    $quiet = @(& { $ErrorActionPreference = 'SilentlyContinue'; Hyper-V\Get-VM -Name nobody 2>&1 })
    $stopped -eq 'stopped' -and $quiet.Count -eq 0
}

Check 'a caller''s strict mode does not reach into the modules' {
    $null = Use-Description @((Guest 'a' @{ memoryMb = 400 }), (Guest 'off' @{ state = 'Off' }))
    $command = "Set-StrictMode -Version 3; Import-Module Hyper-V; Import-Module CimCmdlets; Hyper-V\Save-VM -Name a; Hyper-V\Start-VM -Name off; `$null = CimCmdlets\Get-CimInstance Win32_OperatingSystem; (Hyper-V\Get-VM).State -join ' '"
    $answer = Invoke-Session $command
    if ($answer.Output.Trim() -eq 'Saved Running' -and -not $answer.Errors) { $true } else { "$($answer.Output) $($answer.Errors)" }
}

# --- the worker process, services, queries
Check 'a worker process can be found by its guest and killed' {
    $null = Use-Description @((Guest 'a' @{ faults = @('hangs-stopping') }), (Guest 'off' @{ state = 'Off' }))
    $null = Request 'a' 4
    $workers = @(CimCmdlets\Get-CimInstance Win32_Process -Filter "Name='vmwp.exe'")
    $system = Read-System 'a'
    $mine = $workers.Count -eq 1 -and $workers[0].CommandLine -match $ids['a'] -and $workers[0].ProcessId -eq $system.ProcessID
    $null = CimCmdlets\Invoke-CimMethod -InputObject $workers[0] -MethodName Terminate
    $mine -and (State 'a') -eq 'Off' -and @(Read-Events @{ LogName = 'Microsoft-Windows-Hyper-V-VMMS-Admin'; Id = 14070 }).Count -eq 1
}
Check 'queries: and, or, not, like, select; a wrong one is an error' {
    $null = Use-Description @(Guest 'a') @{ services = @(@{ name = 'ClusSvc'; state = 'Running' }, @{ name = 'APC PowerChute'; state = 'Stopped'; startMode = 'Manual' }) }
    $count = { param($filter) @(CimCmdlets\Get-CimInstance Win32_Service -Filter $filter).Count }
    $found = @(
        (& $count "Name='vmms' OR Name='ClusSvc'"), (& $count "Name LIKE 'apc%' AND State<>'Running'"), (& $count "NOT (Name = 'vmms')"),
        @(CimCmdlets\Get-CimInstance -Query "SELECT * FROM Win32_Service WHERE StartMode='Manual'").Count
    ) -join ' '
    $wrong = @(CimCmdlets\Get-CimInstance Win32_Service -Filter 'Name ==== 1' 2>&1)[0].FullyQualifiedErrorId
    $class = @(CimCmdlets\Get-CimInstance Win32_Nothing 2>&1)[0].FullyQualifiedErrorId
    if ($found -eq '2 1 2 1' -and $wrong -like 'HRESULT 0x80041017,*' -and $class -like 'HRESULT 0x80041010,*') { $true } else { "$found $wrong $class" }
}
Check 'the time of the host''s start is kept' {
    $null = Use-Description @(Guest 'a')
    $boot = (CimCmdlets\Get-CimInstance Win32_OperatingSystem).LastBootUpTime
    $other = (Invoke-Session "Import-Module CimCmdlets; (CimCmdlets\Get-CimInstance Win32_OperatingSystem).LastBootUpTime.ToString('o')").Output.Trim()
    $boot -is [datetime] -and $boot -lt [datetime]::Now -and $boot.ToString('o') -eq $other
}

# --- events
Check 'the host writes what happens to its guests' {
    $null = Use-Description @(Guest 'a' @{ memoryMb = 400; shutdownSeconds = 2; bootSeconds = 1 })
    Hyper-V\Suspend-VM -Name a
    Hyper-V\Resume-VM -Name a
    Hyper-V\Save-VM -Name a
    Hyper-V\Start-VM -Name a
    Hyper-V\Stop-VM -Name a
    Hyper-V\Start-VM -Name a
    Hyper-V\Stop-VM -Name a -TurnOff
    $seen = (Microsoft.PowerShell.Diagnostics\Get-WinEvent -FilterHashtable @{ LogName = $workerLog } -Oldest | ForEach-Object { $_.Id }) -join ' '
    if ($seen -eq '18516 18518 18510 18596 18504 18500 18502') { $true } else { $seen }
}
Check 'an event 18504 has the force and the reason of the request' {
    $null = Use-Description @(Guest 'a' @{ shutdownSeconds = 1 })
    $component = CimCmdlets\Get-CimInstance -Namespace $virtualization -ClassName Msvm_ShutdownComponent
    $null = CimCmdlets\Invoke-CimMethod -InputObject $component -MethodName InitiateShutdown -Arguments @{ Force = $true; Reason = 'UPS <low> & "empty"' }
    $null = Wait-Until 3 { (State 'a') -eq 'Off' }
    $event = @(Read-Events @{ LogName = $workerLog; Id = 18504 })[0]
    $data = ([xml]$event.ToXml()).Event.UserData.VmlEventLog
    $data.VmName -eq 'a' -and $data.Force -eq 'true' -and $data.Reason -eq 'UPS <low> & "empty"' -and $event.Properties[3].Value -eq 'UPS <low> & "empty"'
}
Check 'a host with a past: filters by log, provider, identifier and time, newest or oldest first' {
    $events = @(
        @{ log = 'System'; provider = 'User32'; id = 1074; time = '2026-08-02T02:00:00.000Z' }
        @{ log = $workerLog; provider = 'Microsoft-Windows-Hyper-V-Worker'; id = 18504; time = '2026-08-02T02:00:21.000Z'; vmId = '1b0c6a0e-0000-4000-8000-00000000000a' }
        @{ log = 'System'; provider = 'Microsoft-Windows-Kernel-General'; id = 13; time = '2026-08-02T02:01:35.000Z' }
        @{ log = 'System'; provider = 'Microsoft-Windows-Kernel-General'; id = 12; time = '2026-08-02T02:05:10.000Z' }
        @{ log = 'System'; provider = 'Microsoft-Windows-Kernel-Power'; id = 41; time = '2026-10-04T16:30:00.000Z' }
        @{ log = 'System'; provider = 'EventLog'; id = 6008; time = '2026-10-04T16:30:03.000Z' }
    )
    $null = Use-Description @(@{ id = '1b0c6a0e-0000-4000-8000-00000000000a'; name = 'sql1'; state = 'Running' }) @{ events = $events }
    $list = { param($filter, $more = @{}) (Microsoft.PowerShell.Diagnostics\Get-WinEvent -FilterHashtable $filter @more | ForEach-Object { $_.Id }) -join ' ' }
    $seen = @(
        (& $list @{ LogName = 'System', $workerLog; Id = 1074, 13, 18504 }), (& $list @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-Kernel-General' } @{ Oldest = $true }),
        (& $list @{ LogName = 'System'; StartTime = [datetime]'2026-08-02T02:01:00Z'; EndTime = [datetime]'2026-08-03T00:00:00Z' }), (& $list @{ LogName = 'System'; Level = 1, 2 }), (& $list @{ LogName = 'System' } @{ MaxEvents = 1 })
    ) -join '|'
    $xml = ([xml](Read-Events @{ LogName = 'System'; Id = 41 })[0].ToXml()).Event
    $lost = @(Microsoft.PowerShell.Diagnostics\Get-WinEvent -FilterHashtable @{ LogName = 'System', 'Nowhere'; Id = 13 } 2>&1)
    if ($seen -eq '13 18504 1074|13 12|12 13|6008 41|6008' -and $xml.EventData.Data.Count -ge 1 -and $xml.System.TimeCreated.SystemTime -eq '2026-10-04T16:30:00.0000000Z' -and
        $lost.Count -eq 1 -and $lost[0].FullyQualifiedErrorId -like 'NoMatchingLogsFound,*') { $true } else { "$seen $($lost[0])" }
}

# --- Windows' own actions, programs and devices
Check 'powercfg tells the numbers of the power plan in both languages, and fails where it is to fail' {
    $plan = @{ criticalAction = 2; criticalLevel = 7 }
    $seen = foreach ($language in 'en', 'ja') {
        $null = Use-Description @((Guest 'a')) @{ language = $language; powerPlan = $plan }
        $lines = @(powercfg.exe /qh SCHEME_CURRENT SUB_BATTERY)
        @($lines | Where-Object { $_ -match '0x0000000(2|7)$' }).Count, $LASTEXITCODE
    }
    $null = Use-Description @((Guest 'a')) @{ faults = @('powercfg-fails') }
    $none = @(powercfg.exe /qh SCHEME_CURRENT SUB_BATTERY)
    if ("$seen" -eq '2 0 2 0' -and $none.Count -eq 0 -and $LASTEXITCODE -eq 1) { $true } else { "$seen $($none.Count) $LASTEXITCODE" }
}
Check 'programs and devices of the description are seen' {
    $null = Use-Description @((Guest 'a')) @{ processes = @(@{ name = 'upsmon.exe' }); devices = @(@{ id = 'USB\VID_051D&PID_0002\1'; service = 'HidUsb' }) }
    $process = @(CimCmdlets\Get-CimInstance -ClassName Win32_Process -Filter "Name = 'upsmon.exe'")
    $device = @(CimCmdlets\Get-CimInstance -ClassName Win32_PnPEntity -Filter "DeviceID LIKE 'USB\\VID_051D%'")
    $process.Count -eq 1 -and $device.Count -eq 1 -and $device[0].Service -eq 'HidUsb'
}

# --- in time
Check 'an inventory of 50 guests takes less than 300 ms, ten stops less than a second' {
    $guests = foreach ($n in 1..50) { Guest "g$n" }
    $null = Use-Description $guests
    $inventory = {
        $all = Hyper-V\Get-VM
        foreach ($vm in $all) { $null = $vm.State.ToString(), $vm.Heartbeat, $vm.MemoryAssigned, $vm.Uptime, $vm.AutomaticStopAction, $vm.SecondaryOperationalStatus }
        $null = Hyper-V\Get-VMIntegrationService -VM $all
        $null = Hyper-V\Get-VMHardDiskDrive -VM $all
        $null = Hyper-V\Get-VMSnapshot -VM $all
        $null = Hyper-V\Get-VMProcessor -VM $all
        $null = Hyper-V\Get-VMAssignableDevice -VM $all
        $null = Hyper-V\Get-VMGpuPartitionAdapter -VM $all
        $null = CimCmdlets\Get-CimInstance Win32_LogicalDisk
    }
    $stops = {
        foreach ($n in $args[0]) {
            $component = CimCmdlets\Get-CimInstance -Namespace $virtualization -ClassName Msvm_ShutdownComponent -Filter "SystemName='$($ids["g$n"])'"
            $null = CimCmdlets\Invoke-CimMethod -InputObject $component -MethodName InitiateShutdown -Arguments @{ Force = $true; Reason = '' }
        }
    }
    & $inventory
    & $stops @(1)
    # The best of three: what else the machine has to do is not what is measured.
    $read = (1..3 | ForEach-Object { (Measure-Command { & $inventory }).TotalMilliseconds } | Sort-Object)[0]
    $stop = (2, 12, 22 | ForEach-Object { $from = $_; (Measure-Command { & $stops @($from..($from + 9)) }).TotalMilliseconds } | Sort-Object)[0]
    "        inventory of 50: {0:n0} ms, ten stops: {1:n0} ms" -f $read, $stop | Out-Host
    if ($read -lt 300 -and $stop -lt 1000) { $true } else { "$read ms, $stop ms" }
}

Remove-Item -LiteralPath $work -Recurse -Force
"$passed passed, $failed failed"
if ($failed) { exit 1 }
exit 0
