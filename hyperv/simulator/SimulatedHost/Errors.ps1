# Errors with the identifiers, categories and inner exceptions of the real ones.

class VirtualizationException : System.Exception {
    [string]$ErrorIdentifier
    [string]$ErrorCategory
    VirtualizationException([string]$Message, [System.Exception]$Inner) : base($Message, $Inner) {}
}

class VirtualizationOperationFailedException : System.Exception {
    [long]$ErrorCode
    VirtualizationOperationFailedException([string]$Message, [long]$Code) : base($Message) { $this.ErrorCode = $Code }
}

class VirtualizationObjectNotFoundException : System.Exception {
    VirtualizationObjectNotFoundException([string]$Message) : base($Message) {}
}

class ServerConnectionException : System.Exception {
    [string]$Issue
    ServerConnectionException([string]$Message, [string]$Issue, [int]$HResult) : base($Message) {
        $this.Issue = $Issue
        $this.HResult = $HResult
    }
}

class CimException : System.Exception {
    [string]$NativeErrorCode
    [string]$MessageId
    CimException([string]$Message, [string]$Name, [int]$HResult) : base($Message) {
        $this.NativeErrorCode = $Name
        $this.MessageId = 'HRESULT 0x{0:x8}' -f $HResult
        $this.HResult = $HResult
    }
}

$script:issues = @{
    AccessDenied         = @{ HResult = 0x80070005; Text = 'NoPermission'; CimHResult = 0x80041003; CimName = 'AccessDenied'; CimCategory = 'PermissionDenied' }
    InvalidNamespace     = @{ HResult = 0x8004100E; Text = 'NotInstalled'; CimHResult = 0x8004100E; CimName = 'InvalidNamespace'; CimCategory = 'MetadataError' }
    RpcServerUnavailable = @{ HResult = 0x800706BA; Text = 'VmmsDown'; CimHResult = 0x800706BA; CimName = 'Failed'; CimCategory = 'ConnectionError' }
}

# --- Hyper-V
function Write-VirtualizationError {
    param([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$Category, [string]$Message, [System.Exception]$Inner, [object]$Target)
    $exception = [VirtualizationException]::new($Message, $Inner)
    $exception.ErrorIdentifier = $Id
    $exception.ErrorCategory = $Category
    # A function's own name comes after what is given here; everybody compares what stands before the first comma.
    $full = '{0},Microsoft.HyperV.PowerShell.Commands.{1}' -f $Id, $Cmdlet.MyInvocation.MyCommand.Name.Replace('-', '')
    $Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, $full, $Category, $Target))
}

function Write-ConnectionError([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Issue) {
    $known = $script:issues[$Issue]
    $message = Get-Text $known.Text $script:current.Name
    Write-VirtualizationError $Cmdlet 'Unspecified' 'NotSpecified' $message ([ServerConnectionException]::new($message, $Issue, $known.HResult))
}

function Write-NotFoundError([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$Category, [string]$Message, [object]$Target) {
    $inner = if ($Id -eq 'ObjectNotFound') { [VirtualizationObjectNotFoundException]::new($Message) } else { [System.ArgumentException]::new($Message) }
    Write-VirtualizationError $Cmdlet $Id $Category $Message $inner $Target
}

function Write-ParameterError([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Message) {
    Write-VirtualizationError $Cmdlet 'InvalidParameter' 'InvalidArgument' $Message ([System.ArgumentException]::new($Message))
}

# What Hyper-V answered with a code.
function Write-OperationError([System.Management.Automation.PSCmdlet]$Cmdlet, [long]$Code, [string]$Message, [object]$Target) {
    $id, $category = Get-CodeIdentifier $Code
    Write-VirtualizationError $Cmdlet $id $category $Message ([VirtualizationOperationFailedException]::new($Message, $Code)) $Target
}

function Get-CodeIdentifier([long]$Code) {
    switch ($Code) {
        32768 { return 'OperationFailed', 'NotSpecified' }
        32769 { return 'AccessDenied', 'PermissionDenied' }
        32770 { return 'NotSupported', 'InvalidOperation' }
        32772 { return 'OperationTimeout', 'OperationTimeout' }
        32773 { return 'InvalidParameter', 'InvalidArgument' }
        32774 { return 'ObjectInUse', 'ResourceBusy' }
        32775 { return 'InvalidState', 'InvalidOperation' }
        32776 { return 'StatusIncorrectType', 'InvalidOperation' }
        32777 { return 'StatusUnavailable', 'ResourceUnavailable' }
        32778 { return 'OutOfMemory', 'FromStdErr' }
        { $_ -in 32779, 32789 } { return 'ObjectNotFound', 'ObjectNotFound' }
        32783 { return 'RebootRequired', 'FromStdErr' }
    }
    'Unspecified', 'NotSpecified'
}

# --- CIM
function Write-CimError {
    param([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Name, [int]$HResult, [string]$Category, [string]$Target)
    $exception = [CimException]::new((Get-Text "Cim$Name" $Target), $Name, $HResult)
    $full = '{0},Microsoft.Management.Infrastructure.CimCmdlets.{1}Command' -f $exception.MessageId, $Cmdlet.MyInvocation.MyCommand.Name.Replace('-', '')
    $Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, $full, $Category, $Target))
}

function Write-CimConnectionError([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Issue, [string]$Target) {
    $known = $script:issues[$Issue]
    Write-CimError $Cmdlet $known.CimName $known.CimHResult $known.CimCategory $Target
}

