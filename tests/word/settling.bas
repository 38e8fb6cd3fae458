' Accepts or rejects all tracked changes of Word files in LibreOffice. The orders stand in the file that the environment
' names in PLANGEN_SETTLING, a line each with tabs between its parts: accept|reject URL-OF-THE-FILE URL-OF-THE-NEW-ONE
Option Explicit

Sub Run
  Dim channel As Integer, order As String, parts, document As Object, dispatcher As Object, command As String
  On Error GoTo Trouble
  channel = FreeFile
  Open Environ("PLANGEN_SETTLING") For Input As #channel
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Do While Not EOF(channel)
    Line Input #channel, order
    parts = Split(order, Chr(9))
    document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, Array(setting("Hidden", True)))
    command = ".uno:RejectAllTrackedChanges"
    If parts(0) = "accept" Then command = ".uno:AcceptAllTrackedChanges"
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
    document.storeToURL(parts(2), Array(setting("FilterName", "MS Word 2007 XML")))
    document.close(True)
  Loop
  Close #channel
  StarDesktop.terminate()
  Exit Sub
Trouble:
  Open Environ("PLANGEN_SETTLING") & ".fejl" For Output As #9
  Print #9, "line " & Erl & ": " & Error$ & " at: " & order
  Close #9
  StarDesktop.terminate()
End Sub

Function setting(what As String, value) As Object
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = what
  made.Value = value
  setting = made
End Function
