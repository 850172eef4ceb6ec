# The host as its JSON file describes it: read when the file has changed, with every default filled in.

# The description as the call that runs has found it: looked up once a call, not for each of its thousand questions.
$script:current = $null

$script:hostDefaults = @{
    name = 'HV1'; language = 'en'; memoryBytes = [long]137438953472; speed = 1.0; bootTime = $null
    faults = @(); battery = $null; events = @(); services = @(); processes = @(); devices = @(); powerPlan = $null; volumes = @(); vms = @()
}
$script:guestDefaults = @{
    id = ''; name = ''; state = 'Off'; memoryMb = [long]4096; volume = 'C:'; shutdownSeconds = 20.0; bootSeconds = 30.0
    shutdownService = 'Ok'; automaticStopAction = 'Save'; automaticStartAction = 'StartIfRunning'; automaticStartDelay = 0
    notes = ''; generation = 2; clustered = $false; replicationMode = 'None'; faults = @()
    dynamicMemory = $false; exposeVirtualizationExtensions = $false; assignedDevices = 0; gpuPartitions = 0; snapshots = @(); direct = $null; addresses = @()
}
$script:volumeDefaults = @{ name = 'C:'; saveMbPerSecond = 400.0; freeMb = 200000.0; sizeMb = $null }
$script:batteryDefaults = @{ name = 'UPS HID Battery'; onMains = $true; charge = 100; minutes = $null }
$script:serviceDefaults = @{ name = ''; state = 'Running'; startMode = 'Auto'; pathName = '' }
$script:processDefaults = @{ name = ''; executablePath = '' }
$script:deviceDefaults = @{ id = ''; name = ''; service = ''; class = ''; manufacturer = ''; errorCode = 0 }
# Windows does nothing by itself, as on a host that was set so; as installed it hibernates.
$script:planDefaults = @{ criticalAction = 0; criticalLevel = 5; lowAction = 0; lowLevel = 10 }
$script:eventDefaults = @{ log = 'System'; provider = ''; id = 0; time = $null; vmId = $null; force = $true; reason = ''; data = $null }

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

# What the modules and runspaces of this process share, by name.
function Get-SharedTable([string]$Name) {
    $domain = [System.AppDomain]::CurrentDomain
    $table = $domain.GetData($Name)
    if (-not $table) {
        $table = [hashtable]::Synchronized(@{})
        $domain.SetData($Name, $table)
    }
    $table
}

# An editor may be half-way through writing the file. The last whole description serves until it is done;
# without one there is nothing to serve, so a reader waits for a moment.
function Get-Description([string]$Path) {
    $descriptions = Get-SharedTable 'Lastwatt.Descriptions'
    $known = $descriptions[$Path]
    $stamp = Get-FileStamp $Path
    if ($known -and $known.Stamp -eq $stamp) { return $known }
    $patience = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $problem = $null
        try {
            $read = Read-Description $Path $stamp
            $descriptions[$Path] = $read
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
    $description = Read-Settings $json $script:hostDefaults
    $description.Stamp = $Stamp
    if ($description.battery) { $description.battery = Read-Settings $description.battery $script:batteryDefaults }
    $description.services = @(foreach ($s in $description.services) { Read-Settings $s $script:serviceDefaults })
    $description.processes = @(foreach ($p in $description.processes) { Read-Settings $p $script:processDefaults })
    $description.devices = @(foreach ($d in $description.devices) { Read-Settings $d $script:deviceDefaults })
    $description.powerPlan = if ($description.powerPlan) { Read-Settings $description.powerPlan $script:planDefaults } else { $script:planDefaults.Clone() }
    $description.events = @(foreach ($e in $description.events) { Read-PastEvent $e })
    $description.vms = @(foreach ($v in $description.vms) { Read-Guest $v })
    $description.ById = @{}
    foreach ($vm in $description.vms) { $description.ById[$vm.id] = $vm }
    $description.volumes = Read-Volumes $description
    $description
}

# The defaults, with what is given in their place, of the type of the default. What has no default is not known here.
function Read-Settings([object]$Json, [hashtable]$Defaults) {
    $settings = $Defaults.Clone()
    foreach ($property in $Json.PSObject.Properties) {
        if ($null -eq $property.Value -or -not $Defaults.ContainsKey($property.Name)) { continue }
        $default = $Defaults[$property.Name]
        $settings[$property.Name] = if ($null -eq $default) { $property.Value }
        elseif ($default -is [array]) { @($property.Value) }
        else { [System.Management.Automation.LanguagePrimitives]::ConvertTo($property.Value, $default.GetType()) }
    }
    $settings
}

function Read-Guest([object]$Json) {
    $guest = Read-Settings $Json $script:guestDefaults
    $guest.id = ([guid]$guest.id).ToString('D')
    $guest
}

# By name; one that only a guest mentions is there too.
function Read-Volumes([hashtable]$Description) {
    $volumes = @{}
    foreach ($json in $Description.volumes) {
        $volume = Read-Settings $json $script:volumeDefaults
        $volumes[$volume.name] = $volume
    }
    $mentioned = @(foreach ($vm in $Description.vms) { $vm.volume })
    if ($volumes.Count -eq 0) { $mentioned += $script:volumeDefaults.name }
    foreach ($name in $mentioned) {
        if ($volumes.ContainsKey($name)) { continue }
        $volumes[$name] = $script:volumeDefaults.Clone()
        $volumes[$name].name = $name
    }
    foreach ($volume in $volumes.Values) { if ($null -eq $volume.sizeMb) { $volume.sizeMb = 2 * $volume.freeMb } }
    $volumes
}

function Read-PastEvent([object]$Json) {
    $event = Read-Settings $Json $script:eventDefaults
    $event.time = ConvertTo-UtcTime $event.time
    if ($event.vmId) { $event.vmId = ([guid]$event.vmId).ToString('D') }
    $event
}

# Some readers of JSON make a date of a text that looks like one.
function ConvertTo-UtcTime([object]$Value) {
    if ($Value -is [datetime]) { return $Value.ToUniversalTime() }
    [datetime]::Parse([string]$Value, [cultureinfo]::InvariantCulture, 'RoundtripKind').ToUniversalTime()
}
