# root\cimv2 and root\wmi: what Windows knows of the machine.

$script:runtimeOnMains = [uint32]71582788
$script:runtimeUnknown = [uint32]4294967295
# Above any that the machine of the simulation can have, and above those of guests.
$script:firstProcess = 4000000000
$script:batteryInstance = 'ACPI\PNP0C0A\1_0'

function Get-Batteries([hashtable]$Simulated, [hashtable]$Kind) {
    $battery = $Simulated.Description.Battery
    if (-not $battery) { return }
    $unknown = $battery.OnMains -or $null -eq $battery.Minutes
    New-CimObject $Kind ([ordered]@{
            DeviceID = $battery.Name; Name = $battery.Name; BatteryStatus = [uint16]$(if ($battery.OnMains) { 2 } else { 1 })
            EstimatedChargeRemaining = [uint16]$battery.Charge
            EstimatedRunTime = if ($unknown) { $script:runtimeOnMains } else { [uint32]$battery.Minutes }
            Status = 'OK'
        })
}

function Get-BatteryStatus([hashtable]$Simulated, [hashtable]$Kind) {
    $battery = $Simulated.Description.Battery
    New-CimObject $Kind ([ordered]@{
            InstanceName = $script:batteryInstance; Active = $true; PowerOnline = $battery.OnMains; Discharging = -not $battery.OnMains
            # A UPS driver says so, whatever it does.
            Charging = $false
            Critical = $false; RemainingCapacity = [uint32]$battery.Charge
        })
}

function Get-BatteryRuntime([hashtable]$Simulated, [hashtable]$Kind) {
    $battery = $Simulated.Description.Battery
    $unknown = $battery.OnMains -or $null -eq $battery.Minutes
    New-CimObject $Kind ([ordered]@{
            InstanceName = $script:batteryInstance; Active = $true
            EstimatedRuntime = if ($unknown) { $script:runtimeUnknown } else { [uint32](60 * $battery.Minutes) }
        })
}

function Get-BatteryCapacity([hashtable]$Simulated, [hashtable]$Kind) {
    New-CimObject $Kind ([ordered]@{
            InstanceName = $script:batteryInstance; Active = $true; FullChargedCapacity = [uint32]100
        })
}

function Get-OperatingSystem([hashtable]$Simulated, [hashtable]$Kind) {
    $japanese = $Simulated.Description.Language -eq 'ja'
    New-CimObject $Kind ([ordered]@{
            Caption = 'Microsoft Windows Server 2022 Standard'; Version = '10.0.20348'; BuildNumber = '20348'; OSArchitecture = '64-bit'
            CSName = $Simulated.Description.Name; ProductType = [uint32]3
            OSLanguage = [uint32]$(if ($japanese) { 1041 } else { 1033 }); Locale = if ($japanese) { '0411' } else { '0409' }
            LastBootUpTime = (Get-BootTime $Simulated).ToLocalTime()
            LocalDateTime = (ConvertTo-HostTime $Simulated.State $Simulated.Now).ToLocalTime()
            TotalVisibleMemorySize = [uint64]($Simulated.Description.MemoryBytes / 1KB)
        })
}

function Get-LogicalDisks([hashtable]$Simulated, [hashtable]$Kind) {
    foreach ($volume in $Simulated.Description.Volumes.Values) {
        New-CimObject $Kind ([ordered]@{
                DeviceID = $volume.Name; Name = $volume.Name; DriveType = [uint32]3; FileSystem = 'NTFS'
                FreeSpace = [uint64]((Get-FreeMb $Simulated $volume.Name) * 1MB); Size = [uint64]($volume.SizeMb * 1MB)
            })
    }
}

function Get-Volumes([hashtable]$Simulated, [hashtable]$Kind) {
    foreach ($volume in $Simulated.Description.Volumes.Values) {
        New-CimObject $Kind ([ordered]@{
                DriveLetter = if ($volume.Name -match '^[A-Za-z]:$') { $volume.Name } else { $null }
                Name = $volume.Name.TrimEnd('\') + '\'; Caption = $volume.Name.TrimEnd('\') + '\'; DriveType = [uint32]3; FileSystem = 'NTFS'
                FreeSpace = [uint64]((Get-FreeMb $Simulated $volume.Name) * 1MB); Capacity = [uint64]($volume.SizeMb * 1MB)
            })
    }
}

function Get-Services([hashtable]$Simulated, [hashtable]$Kind) {
    $listed = $Simulated.Description.Services
    if (-not @($listed | Where-Object { $_.Name -eq 'vmms' }) -and $Simulated.Description.Faults -notcontains 'not-installed') {
        $down = $Simulated.Description.Faults -contains 'vmms-down'
        $listed = @(@{ Name = 'vmms'; State = if ($down) { 'Stopped' } else { 'Running' }; StartMode = 'Auto' }) + $listed
    }
    foreach ($service in $listed) {
        New-CimObject $Kind ([ordered]@{
                Name = $service.Name; DisplayName = $service.Name; State = $service.State; StartMode = $service.StartMode
                Started = $service.State -eq 'Running'; Status = 'OK'; PathName = $service.PathName
            })
    }
}

# The worker processes of the guests, and those of the description.
function Get-Processes([hashtable]$Simulated, [hashtable]$Kind) {
    foreach ($described in $Simulated.Description.VMs) {
        $vm = $Simulated.State.vms[$described.Id]
        if (-not $vm.processId) { continue }
        New-CimObject $Kind ([ordered]@{
                Name = 'vmwp.exe'; ProcessId = [uint32]$vm.processId; Handle = [string]$vm.processId
                CommandLine = 'C:\Windows\System32\vmwp.exe ' + $described.Id.ToUpperInvariant(); ExecutablePath = 'C:\Windows\System32\vmwp.exe'
            })
    }
    $number = $script:firstProcess
    foreach ($process in $Simulated.Description.Processes) {
        $number += 4
        New-CimObject $Kind ([ordered]@{
                Name = $process.Name; ProcessId = [uint32]$number; Handle = [string]$number
                CommandLine = $process.ExecutablePath; ExecutablePath = $process.ExecutablePath
            })
    }
}

function Get-Devices([hashtable]$Simulated, [hashtable]$Kind) {
    foreach ($device in $Simulated.Description.Devices) {
        New-CimObject $Kind ([ordered]@{
                DeviceID = $device.Id; PNPDeviceID = $device.Id; Name = $device.Name; Service = $device.Service; PNPClass = $device.Class
                Manufacturer = $device.Manufacturer; ConfigManagerErrorCode = [uint32]$device.ErrorCode
                Status = if ($device.ErrorCode) { 'Error' } else { 'OK' }
            })
    }
}
