# What the host says, in its language. Nobody should read these: they are here to be different on a Japanese host.
# This file is ASCII: Japanese characters are written as \uXXXX.

$script:texts = @{
    en = @{
        NameNotFound             = 'Hyper-V was unable to find a virtual machine with name "{0}".'
        IdNotFound               = 'Hyper-V was unable to find a virtual machine with id "{0}".'
        NotAVirtualMachine       = 'The given object is not a virtual machine.'
        ServiceNotFound          = 'No integration component was found with the name "{0}".'
        Exclusive                = 'The parameters {0} and {1} are mutually exclusive.'
        InvalidState             = 'The operation cannot be performed while the virtual machine is in its current state.'
        AlreadyThere             = 'The virtual machine is already in the specified state.'
        OperationFailed          = 'The operation failed with error code ''{0}''.'
        NoPermission             = 'You do not have the required permission to complete this task. Contact the administrator of the authorization policy for the computer ''{0}''.'
        NotInstalled             = 'Hyper-V has not been installed on computer ''{0}''.'
        VmmsDown                 = 'Could not connect to the Virtual Machine Management service on computer ''{0}''.'
        GuestLocked              = 'The virtual machine is locked. An interactive shutdown cannot proceed while the virtual machine is locked.'
        GuestDidNotStop          = 'Failed to stop. The guest did not shut down in time. (0x800705B4)'
        GuestNotReady            = 'Failed to stop. The device is not ready. (0x80070015)'
        SaveFailed               = 'Failed to save the state of the virtual machine. (0x80004005)'
        NoRoom                   = 'Failed to save the state of the virtual machine. There is not enough space on the disk. (0x80070070)'
        HasGpuPartitions         = 'The operation cannot be performed on the virtual machine because it is assigned one or more GPUP partitions.'
        HasAssignedDevices       = 'The operation cannot be performed on the virtual machine because it is assigned one or more devices.'
        StartFailed              = 'Failed to start the virtual machine. (0x80070020)'
        ProcessGone              = 'The worker process of the virtual machine ended unexpectedly. (0x80004004)'
        AskTurnOff               = 'Hyper-V cannot shut down virtual machine "{0}" because the Shutdown integration service is unavailable. To avoid potential data loss, you can pause or save the state of the virtual machine. Do you want to turn it off? Unsaved data will be lost.'
        AskAnything              = 'Do you want to continue?'
        Confirm                  = 'Confirm'
        Trouble                  = 'The Virtual Machine Management service reports a condition that may need attention.'
        StatusOk                 = 'Operating normally'
        StatusBackup             = 'Backing up'
        ServiceOk                = 'OK'
        ServiceNoContact         = 'No Contact'
        ServiceLostCommunication = 'Lost Communication'
        ServiceDegraded          = 'Degraded'
        Heartbeat                = 'Heartbeat'
        Shutdown                 = 'Shutdown'
        KeyValuePair             = 'Key-Value Pair Exchange'
        Vss                      = 'VSS'
        TimeSync                 = 'Time Synchronization'
        GuestService             = 'Guest Service Interface'
        VirtualMachine           = 'Virtual Machine'
        HostingSystem            = 'Hosting Computer System'
        CimInvalidNamespace      = 'Invalid namespace'
        CimInvalidClass          = 'Invalid class'
        CimNotSupported          = 'Not supported'
        CimAccessDenied          = 'Access denied'
        CimInvalidQuery          = 'Invalid query'
        CimMethodNotFound        = 'Invalid method'
        CimInvalidParameter      = 'Invalid method Parameter(s)'
        CimNotFound              = 'Not found'
        CimFailed                = 'The RPC server is unavailable.'
        NoEvents                 = 'No events were found that match the specified selection criteria.'
        NoLog                    = 'There is not an event log on the {0} computer that matches "{1}".'
        NoProvider               = 'There is not an event provider on the {0} computer that matches "{1}".'
        Event18500               = '''{0}'' started successfully. (Virtual machine ID {1})'
        Event18502               = '''{0}'' was turned off. (Virtual machine ID {1})'
        Event18504               = '''{0}'' was shut down using the Shutdown Integration Component. (Virtual machine ID {1})'
        Event18508               = '''{0}'' was shut down by the guest operating system. (Virtual machine ID {1})'
        Event18510               = '''{0}'' was saved. (Virtual machine ID {1})'
        Event18516               = '''{0}'' was paused. (Virtual machine ID {1})'
        Event18518               = '''{0}'' was resumed. (Virtual machine ID {1})'
        Event18596               = '''{0}'' was restored. (Virtual machine ID {1})'
        Event14070               = 'Virtual machine ''{0}'' (ID={1}) has quit unexpectedly.'
    }
    ja = @{
        NameNotFound             = 'Hyper-V \u3067\u3001"{0}" \u3068\u3044\u3046\u540d\u524d\u306e\u4eee\u60f3\u30de\u30b7\u30f3\u304c\u898b\u3064\u304b\u308a\u307e\u305b\u3093\u3067\u3057\u305f\u3002'
        IdNotFound               = 'Hyper-V \u3067\u3001"{0}" \u3068\u3044\u3046 ID \u306e\u4eee\u60f3\u30de\u30b7\u30f3\u304c\u898b\u3064\u304b\u308a\u307e\u305b\u3093\u3067\u3057\u305f\u3002'
        NotAVirtualMachine       = '\u6307\u5b9a\u3055\u308c\u305f\u30aa\u30d6\u30b8\u30a7\u30af\u30c8\u306f\u4eee\u60f3\u30de\u30b7\u30f3\u3067\u306f\u3042\u308a\u307e\u305b\u3093\u3002'
        ServiceNotFound          = '"{0}" \u3068\u3044\u3046\u540d\u524d\u306e\u7d71\u5408\u30b3\u30f3\u30dd\u30fc\u30cd\u30f3\u30c8\u304c\u898b\u3064\u304b\u308a\u307e\u305b\u3093\u3067\u3057\u305f\u3002'
        Exclusive                = '\u30d1\u30e9\u30e1\u30fc\u30bf\u30fc {0} \u3068 {1} \u3092\u540c\u6642\u306b\u6307\u5b9a\u3059\u308b\u3053\u3068\u306f\u3067\u304d\u307e\u305b\u3093\u3002'
        InvalidState             = '\u4eee\u60f3\u30de\u30b7\u30f3\u304c\u73fe\u5728\u306e\u72b6\u614b\u306b\u3042\u308b\u9593\u306f\u3001\u3053\u306e\u64cd\u4f5c\u3092\u5b9f\u884c\u3067\u304d\u307e\u305b\u3093\u3002'
        AlreadyThere             = '\u4eee\u60f3\u30de\u30b7\u30f3\u306f\u65e2\u306b\u6307\u5b9a\u3055\u308c\u305f\u72b6\u614b\u306b\u306a\u3063\u3066\u3044\u307e\u3059\u3002'
        OperationFailed          = '\u64cd\u4f5c\u306b\u5931\u6557\u3057\u307e\u3057\u305f\u3002\u30a8\u30e9\u30fc \u30b3\u30fc\u30c9 ''{0}''\u3002'
        NoPermission             = '\u3053\u306e\u30bf\u30b9\u30af\u3092\u5b8c\u4e86\u3059\u308b\u305f\u3081\u306b\u5fc5\u8981\u306a\u30a2\u30af\u30bb\u30b9\u8a31\u53ef\u304c\u3042\u308a\u307e\u305b\u3093\u3002\u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc ''{0}'' \u306e\u627f\u8a8d\u30dd\u30ea\u30b7\u30fc\u306e\u7ba1\u7406\u8005\u306b\u554f\u3044\u5408\u308f\u305b\u3066\u304f\u3060\u3055\u3044\u3002'
        NotInstalled             = '\u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc ''{0}'' \u306b Hyper-V \u304c\u30a4\u30f3\u30b9\u30c8\u30fc\u30eb\u3055\u308c\u3066\u3044\u307e\u305b\u3093\u3002'
        VmmsDown                 = '\u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc ''{0}'' \u306e\u4eee\u60f3\u30de\u30b7\u30f3\u7ba1\u7406\u30b5\u30fc\u30d3\u30b9\u306b\u63a5\u7d9a\u3067\u304d\u307e\u305b\u3093\u3067\u3057\u305f\u3002'
        GuestLocked              = '\u4eee\u60f3\u30de\u30b7\u30f3\u304c\u30ed\u30c3\u30af\u3055\u308c\u3066\u3044\u307e\u3059\u3002\u30ed\u30c3\u30af\u3055\u308c\u3066\u3044\u308b\u9593\u306f\u5bfe\u8a71\u7684\u306a\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u3092\u7d9a\u884c\u3067\u304d\u307e\u305b\u3093\u3002'
        GuestDidNotStop          = '\u505c\u6b62\u306b\u5931\u6557\u3057\u307e\u3057\u305f\u3002\u30b2\u30b9\u30c8\u304c\u6642\u9593\u5185\u306b\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u3057\u307e\u305b\u3093\u3067\u3057\u305f\u3002(0x800705B4)'
        GuestNotReady            = '\u505c\u6b62\u306b\u5931\u6557\u3057\u307e\u3057\u305f\u3002\u30c7\u30d0\u30a4\u30b9\u306e\u6e96\u5099\u304c\u3067\u304d\u3066\u3044\u307e\u305b\u3093\u3002(0x80070015)'
        SaveFailed               = '\u4eee\u60f3\u30de\u30b7\u30f3\u306e\u72b6\u614b\u306e\u4fdd\u5b58\u306b\u5931\u6557\u3057\u307e\u3057\u305f\u3002(0x80004005)'
        NoRoom                   = '\u4eee\u60f3\u30de\u30b7\u30f3\u306e\u72b6\u614b\u306e\u4fdd\u5b58\u306b\u5931\u6557\u3057\u307e\u3057\u305f\u3002\u30c7\u30a3\u30b9\u30af\u306b\u5341\u5206\u306a\u7a7a\u304d\u9818\u57df\u304c\u3042\u308a\u307e\u305b\u3093\u3002(0x80070070)'
        HasGpuPartitions         = '1 \u3064\u4ee5\u4e0a\u306e GPUP \u30d1\u30fc\u30c6\u30a3\u30b7\u30e7\u30f3\u304c\u5272\u308a\u5f53\u3066\u3089\u308c\u3066\u3044\u308b\u305f\u3081\u3001\u4eee\u60f3\u30de\u30b7\u30f3\u3067\u3053\u306e\u64cd\u4f5c\u3092\u5b9f\u884c\u3067\u304d\u307e\u305b\u3093\u3002'
        HasAssignedDevices       = '1 \u3064\u4ee5\u4e0a\u306e\u30c7\u30d0\u30a4\u30b9\u304c\u5272\u308a\u5f53\u3066\u3089\u308c\u3066\u3044\u308b\u305f\u3081\u3001\u4eee\u60f3\u30de\u30b7\u30f3\u3067\u3053\u306e\u64cd\u4f5c\u3092\u5b9f\u884c\u3067\u304d\u307e\u305b\u3093\u3002'
        StartFailed              = '\u4eee\u60f3\u30de\u30b7\u30f3\u306e\u8d77\u52d5\u306b\u5931\u6557\u3057\u307e\u3057\u305f\u3002(0x80070020)'
        ProcessGone              = '\u4eee\u60f3\u30de\u30b7\u30f3\u306e\u30ef\u30fc\u30ab\u30fc \u30d7\u30ed\u30bb\u30b9\u304c\u4e88\u671f\u305b\u305a\u7d42\u4e86\u3057\u307e\u3057\u305f\u3002(0x80004004)'
        AskTurnOff               = '\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u7d71\u5408\u30b5\u30fc\u30d3\u30b9\u3092\u5229\u7528\u3067\u304d\u306a\u3044\u305f\u3081\u3001\u4eee\u60f3\u30de\u30b7\u30f3 "{0}" \u3092\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u3067\u304d\u307e\u305b\u3093\u3002\u30c7\u30fc\u30bf\u306e\u640d\u5931\u3092\u907f\u3051\u308b\u306b\u306f\u3001\u4eee\u60f3\u30de\u30b7\u30f3\u3092\u4e00\u6642\u505c\u6b62\u3059\u308b\u304b\u72b6\u614b\u3092\u4fdd\u5b58\u3057\u3066\u304f\u3060\u3055\u3044\u3002\u4eee\u60f3\u30de\u30b7\u30f3\u3092\u505c\u6b62\u3057\u307e\u3059\u304b? \u4fdd\u5b58\u3055\u308c\u3066\u3044\u306a\u3044\u30c7\u30fc\u30bf\u306f\u5931\u308f\u308c\u307e\u3059\u3002'
        AskAnything              = '\u7d9a\u884c\u3057\u307e\u3059\u304b?'
        Confirm                  = '\u78ba\u8a8d'
        Trouble                  = '\u4eee\u60f3\u30de\u30b7\u30f3\u7ba1\u7406\u30b5\u30fc\u30d3\u30b9\u304b\u3089\u3001\u78ba\u8a8d\u304c\u5fc5\u8981\u306a\u72b6\u614b\u304c\u5831\u544a\u3055\u308c\u3066\u3044\u307e\u3059\u3002'
        StatusOk                 = '\u6b63\u5e38\u306b\u52d5\u4f5c\u3057\u3066\u3044\u307e\u3059'
        StatusBackup             = '\u30d0\u30c3\u30af\u30a2\u30c3\u30d7\u4e2d'
        ServiceOk                = 'OK'
        ServiceNoContact         = '\u63a5\u7d9a\u306a\u3057'
        ServiceLostCommunication = '\u901a\u4fe1\u5207\u65ad'
        ServiceDegraded          = '\u4f4e\u4e0b'
        Heartbeat                = '\u30cf\u30fc\u30c8\u30d3\u30fc\u30c8'
        Shutdown                 = '\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3'
        KeyValuePair             = '\u30ad\u30fc\u5024\u30da\u30a2\u4ea4\u63db'
        Vss                      = 'VSS (\u30dc\u30ea\u30e5\u30fc\u30e0 \u30b7\u30e3\u30c9\u30a6 \u30b3\u30d4\u30fc)'
        TimeSync                 = '\u6642\u523b\u306e\u540c\u671f'
        GuestService             = '\u30b2\u30b9\u30c8 \u30b5\u30fc\u30d3\u30b9 \u30a4\u30f3\u30bf\u30fc\u30d5\u30a7\u30a4\u30b9'
        VirtualMachine           = '\u4eee\u60f3\u30de\u30b7\u30f3'
        HostingSystem            = '\u30db\u30b9\u30c8 \u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc \u30b7\u30b9\u30c6\u30e0'
        CimInvalidNamespace      = '\u7121\u52b9\u306a\u540d\u524d\u7a7a\u9593\u3067\u3059'
        CimInvalidClass          = '\u7121\u52b9\u306a\u30af\u30e9\u30b9\u3067\u3059'
        CimNotSupported          = '\u30b5\u30dd\u30fc\u30c8\u3055\u308c\u3066\u3044\u307e\u305b\u3093'
        CimAccessDenied          = '\u30a2\u30af\u30bb\u30b9\u304c\u62d2\u5426\u3055\u308c\u307e\u3057\u305f'
        CimInvalidQuery          = '\u7121\u52b9\u306a\u30af\u30a8\u30ea\u3067\u3059'
        CimMethodNotFound        = '\u7121\u52b9\u306a\u30e1\u30bd\u30c3\u30c9\u3067\u3059'
        CimInvalidParameter      = '\u7121\u52b9\u306a\u30e1\u30bd\u30c3\u30c9 \u30d1\u30e9\u30e1\u30fc\u30bf\u30fc\u3067\u3059'
        CimNotFound              = '\u898b\u3064\u304b\u308a\u307e\u305b\u3093'
        CimFailed                = 'RPC \u30b5\u30fc\u30d0\u30fc\u3092\u5229\u7528\u3067\u304d\u307e\u305b\u3093\u3002'
        NoEvents                 = '\u6307\u5b9a\u3057\u305f\u9078\u629e\u6761\u4ef6\u306b\u4e00\u81f4\u3059\u308b\u30a4\u30d9\u30f3\u30c8\u304c\u898b\u3064\u304b\u308a\u307e\u305b\u3093\u3067\u3057\u305f\u3002'
        NoLog                    = '{0} \u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc\u306b "{1}" \u306b\u4e00\u81f4\u3059\u308b\u30a4\u30d9\u30f3\u30c8 \u30ed\u30b0\u304c\u3042\u308a\u307e\u305b\u3093\u3002'
        NoProvider               = '{0} \u30b3\u30f3\u30d4\u30e5\u30fc\u30bf\u30fc\u306b "{1}" \u306b\u4e00\u81f4\u3059\u308b\u30a4\u30d9\u30f3\u30c8 \u30d7\u30ed\u30d0\u30a4\u30c0\u30fc\u304c\u3042\u308a\u307e\u305b\u3093\u3002'
        Event18500               = '''{0}'' \u306f\u6b63\u5e38\u306b\u958b\u59cb\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18502               = '''{0}'' \u306f\u505c\u6b62\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18504               = '''{0}'' \u306f\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u7d71\u5408\u30b3\u30f3\u30dd\u30fc\u30cd\u30f3\u30c8\u3092\u4f7f\u7528\u3057\u3066\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18508               = '''{0}'' \u306f\u30b2\u30b9\u30c8 \u30aa\u30da\u30ec\u30fc\u30c6\u30a3\u30f3\u30b0 \u30b7\u30b9\u30c6\u30e0\u306b\u3088\u3063\u3066\u30b7\u30e3\u30c3\u30c8\u30c0\u30a6\u30f3\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18510               = '''{0}'' \u306f\u4fdd\u5b58\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18516               = '''{0}'' \u306f\u4e00\u6642\u505c\u6b62\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18518               = '''{0}'' \u306f\u518d\u958b\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event18596               = '''{0}'' \u306f\u5fa9\u5143\u3055\u308c\u307e\u3057\u305f\u3002(\u4eee\u60f3\u30de\u30b7\u30f3 ID {1})'
        Event14070               = '\u4eee\u60f3\u30de\u30b7\u30f3 ''{0}'' (ID={1}) \u304c\u4e88\u671f\u305b\u305a\u7d42\u4e86\u3057\u307e\u3057\u305f\u3002'
    }
}

$script:readTexts = @{}

function Get-Text([string]$Key, [object[]]$Arguments) {
    $text = (Get-TextTable)[$Key]
    if ($null -eq $Arguments) { return [string]$text }
    "$text" -f $Arguments
}

function Get-TextTable {
    $table = $script:readTexts[$script:current.Language]
    if (-not $table) { $table = $script:readTexts[$script:current.Language] = Read-Texts $script:current.Language }
    $table
}

# A language that is not here is English.
function Read-Texts([string]$Language) {
    $written = if ($script:texts.ContainsKey($Language)) { $script:texts[$Language] } else { $script:texts.en }
    $read = @{}
    # \u is the only escape in these texts.
    foreach ($key in $written.Keys) { $read[$key] = [regex]::Unescape($written[$key]) }
    $read
}
