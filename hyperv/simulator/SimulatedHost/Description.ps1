# The host as its JSON file describes it: read when the file has changed, with every default filled in.

$script:descriptions = @{}
# The description as the call that runs has found it: looked up once a call, not for each of its thousand questions.
$script:current = $null

function Get-HostFile {
    $file = [System.Environment]::GetEnvironmentVariable('LASTWATT_SIMULATED_HOST')
    if (-not $file) { throw 'LASTWATT_SIMULATED_HOST names no file: there is no host to simulate.' }
    [System.IO.Path]::GetFullPath($file)
}

# Time and length together: what says that a file has been written since.
function Get-FileStamp([string]$Path) {
    $info = [System.IO.FileInfo]::new($Path)
    if (-not $info.Exists) { return '' }
    '{0}-{1}' -f $info.LastWriteTimeUtc.Ticks, $info.Length
}

# An editor may be half-way through writing the file. The last whole description serves until it is done;
# without one there is nothing to serve, so a reader waits for a moment.
function Get-Description([string]$Path) {
    $known = $script:descriptions[$Path]
    $stamp = Get-FileStamp $Path
    if ($known -and $known.Stamp -eq $stamp) { return $known }
    $patience = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $problem = $null
        try {
            $read = Read-Description $Path $stamp
            $script:descriptions[$Path] = $read
            return $read
        }
        catch { $problem = $_ }
        if ($known) { return $known }
        if ($patience.Elapsed.TotalSeconds -gt 2) { throw "The description of the simulated host cannot be read: $Path`: $problem" }
        [System.Threading.Thread]::Sleep(20)
        $stamp = Get-FileStamp $Path
    }
}

function Read-Description([string]$Path, [string]$Stamp) {
    $json = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($Path))
    if ($json -isnot [System.Management.Automation.PSCustomObject]) { throw 'not a JSON object' }
    $description = @{
        Stamp       = $Stamp
        Name        = [string](Get-Setting $json 'name' 'HV1')
        Language    = [string](Get-Setting $json 'language' 'en')
        MemoryBytes = [long](Get-Setting $json 'memoryBytes' 137438953472)
        Speed       = [double](Get-Setting $json 'speed' 1)
        BootTime    = Get-Setting $json 'bootTime' $null
        Faults      = @(Get-Setting $json 'faults' @())
        Battery     = Read-Battery (Get-Setting $json 'battery' $null)
        Events      = @(foreach ($e in @(Get-Setting $json 'events' @())) { Read-PastEvent $e })
        Services    = @(foreach ($s in @(Get-Setting $json 'services' @())) { Read-Service $s })
        Volumes     = Read-Volumes @(Get-Setting $json 'volumes' @())
        VMs         = @(foreach ($v in @(Get-Setting $json 'vms' @())) { Read-VirtualMachine $v })
    }
    $description.ById = @{}
    foreach ($vm in $description.VMs) {
        $description.ById[$vm.Id] = $vm
        if (-not $description.Volumes[$vm.Volume]) { $description.Volumes[$vm.Volume] = New-Volume $vm.Volume }
    }
    $description
}

function Get-Setting([object]$Json, [string]$Name, [object]$Default) {
    $property = $Json.PSObject.Properties[$Name]
    if ($null -eq $property -or $null -eq $property.Value) { return $Default }
    $property.Value
}

function Read-VirtualMachine([object]$Json) {
    @{
        Id                             = ([guid](Get-Setting $Json 'id' '')).ToString('D')
        Name                           = [string](Get-Setting $Json 'name' '')
        State                          = [string](Get-Setting $Json 'state' 'Off')
        MemoryMb                       = [long](Get-Setting $Json 'memoryMb' 4096)
        Volume                         = [string](Get-Setting $Json 'volume' 'C:')
        ShutdownSeconds                = [double](Get-Setting $Json 'shutdownSeconds' 20)
        BootSeconds                    = [double](Get-Setting $Json 'bootSeconds' 30)
        ShutdownService                = [string](Get-Setting $Json 'shutdownService' 'Ok')
        AutomaticStopAction            = [string](Get-Setting $Json 'automaticStopAction' 'Save')
        AutomaticStartAction           = [string](Get-Setting $Json 'automaticStartAction' 'StartIfRunning')
        AutomaticStartDelay            = [int](Get-Setting $Json 'automaticStartDelay' 0)
        Notes                          = [string](Get-Setting $Json 'notes' '')
        Generation                     = [int](Get-Setting $Json 'generation' 2)
        Clustered                      = [bool](Get-Setting $Json 'clustered' $false)
        ReplicationMode                = [string](Get-Setting $Json 'replicationMode' 'None')
        Faults                         = @(Get-Setting $Json 'faults' @())
        DynamicMemory                  = [bool](Get-Setting $Json 'dynamicMemory' $false)
        ExposeVirtualizationExtensions = [bool](Get-Setting $Json 'exposeVirtualizationExtensions' $false)
        AssignedDevices                = [int](Get-Setting $Json 'assignedDevices' 0)
        GpuPartitions                  = [int](Get-Setting $Json 'gpuPartitions' 0)
        Snapshots                      = @(Get-Setting $Json 'snapshots' @())
    }
}

function Read-Volumes([object[]]$Json) {
    $volumes = @{}
    if ($Json.Count -eq 0) { $volumes['C:'] = New-Volume 'C:' }
    foreach ($v in $Json) {
        $volume = New-Volume ([string](Get-Setting $v 'name' 'C:'))
        $volume.SaveMbPerSecond = [double](Get-Setting $v 'saveMbPerSecond' $volume.SaveMbPerSecond)
        $volume.FreeMb = [double](Get-Setting $v 'freeMb' $volume.FreeMb)
        $volume.SizeMb = [double](Get-Setting $v 'sizeMb' (2 * $volume.FreeMb))
        $volumes[$volume.Name] = $volume
    }
    $volumes
}

function New-Volume([string]$Name) {
    @{ Name = $Name; SaveMbPerSecond = 400.0; FreeMb = 200000.0; SizeMb = 400000.0 }
}

function Read-Battery([object]$Json) {
    if ($null -eq $Json) { return $null }
    @{
        Name    = [string](Get-Setting $Json 'name' 'UPS HID Battery')
        OnMains = [bool](Get-Setting $Json 'onMains' $true)
        Charge  = [int](Get-Setting $Json 'charge' 100)
        Minutes = Get-Setting $Json 'minutes' $null
    }
}

function Read-PastEvent([object]$Json) {
    $vmId = Get-Setting $Json 'vmId' $null
    @{
        Log      = [string](Get-Setting $Json 'log' 'System')
        Provider = [string](Get-Setting $Json 'provider' '')
        Id       = [int](Get-Setting $Json 'id' 0)
        Time     = ConvertTo-UtcTime (Get-Setting $Json 'time' ([datetime]::UtcNow))
        VmId     = if ($vmId) { ([guid]$vmId).ToString('D') } else { $null }
        Force    = [bool](Get-Setting $Json 'force' $true)
        Reason   = [string](Get-Setting $Json 'reason' '')
        Data     = Get-Setting $Json 'data' $null
    }
}

# Some readers of JSON make a date of a text that looks like one.
function ConvertTo-UtcTime([object]$Value) {
    if ($Value -is [datetime]) { return $Value.ToUniversalTime() }
    [datetime]::Parse([string]$Value, [cultureinfo]::InvariantCulture, 'RoundtripKind').ToUniversalTime()
}

function Read-Service([object]$Json) {
    @{
        Name      = [string](Get-Setting $Json 'name' '')
        State     = [string](Get-Setting $Json 'state' 'Running')
        StartMode = [string](Get-Setting $Json 'startMode' 'Auto')
    }
}
