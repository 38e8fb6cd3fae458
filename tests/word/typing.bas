' Types texts into Word files as somebody does in LibreOffice's window: the cursor is set behind the last word of a
' line and the text comes there. A place is named by the words before it. The orders stand in the file that the
' environment names in PLANGEN_TYPING, a line each with tabs between its parts:
'   open URL | type LABEL NUMBER TEXT | retype LABEL NUMBER TEXT | row LABEL NUMBER TEXT | comment LABEL NUMBER TEXT |
'   delete LABEL NUMBER TEXT | save URL
' LABEL: how a paragraph begins. NUMBER: 0 for that paragraph itself. type: 1 for the first empty place in a table
' below it, 2 for the second …; retype and all others: 1 for the next paragraph, whatever it says. retype: its text is
' selected first; row: the text comes into the first cell of a new row below the one of the place; comment: by Bente;
' delete: the paragraph goes.
Option Explicit

Dim paragraphs(20000) As Object
Dim inTable(20000) As Boolean
Dim found As Long

Sub Run
  Dim channel As Integer, order As String, parts, document As Object
  On Error GoTo Trouble
  channel = FreeFile
  Open Environ("PLANGEN_TYPING") For Input As #channel
  Do While Not EOF(channel)
    Line Input #channel, order
    parts = Split(order, Chr(9))
    Select Case parts(0)
      Case "open"
        document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, Array(setting("Hidden", True)))
      Case "type"
        found = 0
        collect(document.Text, False)
        type_behind(paragraphs(empty_below(line_of(parts(1)), CLng(parts(2)))), parts(3))
      Case "retype"
        found = 0
        collect(document.Text, False)
        type_instead(paragraphs(line_of(parts(1)) + CLng(parts(2))), parts(3))
      Case "row", "comment", "delete"
        found = 0
        collect(document.Text, False)
        edit_at(document, parts(0), paragraphs(line_of(parts(1)) + CLng(parts(2))), parts(3))
      Case "save"
        document.storeToURL(parts(1), Array(setting("FilterName", "MS Word 2007 XML")))
        document.close(True)
    End Select
  Loop
  Close #channel
  StarDesktop.terminate()
  Exit Sub
Trouble:
  Open Environ("PLANGEN_TYPING") & ".fejl" For Output As #9
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

Sub collect(text As Object, table As Boolean)
  Dim items As Object, item As Object, cell
  items = text.createEnumeration()
  Do While items.hasMoreElements()
    item = items.nextElement()
    If item.supportsService("com.sun.star.text.TextTable") Then
      For Each cell In item.getCellNames()
        collect(item.getCellByName(cell), True)
      Next
    Else
      paragraphs(found) = item
      inTable(found) = table
      found = found + 1
    End If
  Loop
End Sub

Function line_of(label As String) As Long
  Dim at As Long
  Do While Left(paragraphs(at).String, Len(label)) <> label
    at = at + 1
  Loop
  line_of = at
End Function

Function empty_below(line As Long, number As Long) As Long
  Dim blanks As Long
  Do While blanks < number
    line = line + 1
    If inTable(line) And is_empty_place(paragraphs(line).String) Then blanks = blanks + 1
  Loop
  empty_below = line
End Function

Function is_empty_place(text As String) As Boolean
  Dim at As Long
  is_empty_place = True
  For at = 1 To Len(text)
    If InStr(" " & Chr(160) & Chr(8194) & Chr(10) & Chr(13), Mid(text, at, 1)) = 0 Then is_empty_place = False
  Next
End Function

Sub type_behind(paragraph As Object, text As String)
  Dim cursor As Object
  cursor = paragraph.Text.createTextCursorByRange(paragraph.End)
  paragraph.Text.insertString(cursor, text, False)
End Sub

' The text of a control: the control has a character of its own on each side of it.
Sub type_instead(paragraph As Object, text As String)
  Dim cursor As Object
  cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
  cursor.goRight(1, False)
  cursor.goRight(Len(paragraph.String), True)
  cursor.String = text
End Sub

Sub edit_at(document As Object, verb As String, paragraph As Object, text As String)
  Dim cursor As Object, table As Object, remark As Object, row As Long
  If verb = "delete" Then
    paragraph.dispose()
  ElseIf verb = "comment" Then
    remark = document.createInstance("com.sun.star.text.textfield.Annotation")
    remark.Author = "Bente"
    remark.Content = text
    paragraph.Text.insertTextContent(paragraph.End, remark, False)
  Else
    cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
    table = cursor.TextTable
    row = CLng(Mid(cursor.Cell.CellName, 2))
    table.Rows.insertByIndex(row, 1)
    table.getCellByName("A" & CStr(row + 1)).String = text
  End If
End Sub
