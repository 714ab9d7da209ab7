/**
 * The shapes that travel between modules and over the wire. No code.
 *
 * @typedef {"number"|"text"|"moment"|"duration"|"truth"|"category"|"nested"|"other"} Kind
 *
 * @typedef {object} Column A column or index level, as its header tells it.
 * @property {number} number 0.. for columns, -1, -2.. for index levels
 * @property {string[]} label one text per column level
 * @property {string} dtype
 * @property {Kind} kind
 * @property {number} width px
 *
 * @typedef {{t: string[], m?: Record<string, string>}} CellRun Texts, and marks by offset.
 *
 * @typedef {object} RowsAnswer A rectangle of a view.
 * @property {number} version
 * @property {number} total
 * @property {number} start
 * @property {number} stop
 * @property {number[]} numbers
 * @property {CellRun[]} index
 * @property {CellRun[]} columns
 *
 * @typedef {{columns: Column[]}} ColumnsAnswer
 *
 * @typedef {{text: string, mark: string | null, count: number, share: number}} Top
 *
 * @typedef {object} Picture What a header shows of a column's values.
 * @property {number} number
 * @property {number} rows
 * @property {number} missing
 * @property {boolean} exact
 * @property {{labels: string[], counts: number[]}} [histogram] one label more than counts
 * @property {Top[]} [tops]
 * @property {number} [rest] values that are none of the tops
 * @property {Figure} [distinct]
 * @property {string} [note] why there is nothing to show
 * @property {{counts: number[], rest: number, missing: number}} [kept] by the filter
 *
 * @typedef {object} Figure
 * @property {string} text
 * @property {string} [method] how it was estimated; none where it is exact
 * @property {number} [n] values looked at
 * @property {number | null} [error] relative, half of the 95 % interval
 *
 * @typedef {{version: number, columns: Picture[], total: number}} PicturesAnswer
 *
 * @typedef {{number: number, label?: string[], descending: boolean}} SortKey
 *
 * @typedef {object} Format How cells of one column, or of a dtype's, are written.
 * @property {number} [number]
 * @property {string[]} [label]
 * @property {string} [dtype]
 * @property {"plain"|"percent"|"scientific"|"currency"|"bytes"} [style]
 * @property {string} [currency] three capitals
 * @property {number} [decimals]
 * @property {number} [digits] significant
 * @property {boolean} [thousands]
 * @property {boolean} [red] negative numbers
 * @property {string} [pattern] of moments
 * @property {boolean} [here] moments in the reader's zone
 * @property {boolean} [wrap] texts over several lines
 *
 * @typedef {object} Colour What cells are coloured by.
 * @property {"heat"|"overall"|"bars"|"outliers"|"spread"|"dtype"|"missing"|"ranges"} mode
 * @property {{number: number, label?: string[]}[]} [columns] all without
 * @property {{from: string, to: string, tint: number}[]} [ranges]
 *
 * @typedef {object} Scale What a column is coloured against.
 * @property {number} number
 * @property {string} low text of the least finite value, empty where there is none
 * @property {string} high
 * @property {[number, number] | null} fences values outside are far out
 * @property {boolean} varies
 * @property {boolean} exact
 *
 * @typedef {object} ScalesAnswer
 * @property {number} version
 * @property {Scale[]} scales
 * @property {[string, string]} [overall]
 *
 * @typedef {object} ViewState
 * @property {SortKey[]} sort
 * @property {any} [filter] a tree of conditions; null for all rows
 * @property {string | null} [search] what is looked for in all cells
 * @property {{top: number, left: number}} scroll
 * @property {Layout} columns
 * @property {number | null} height px in a cell's output, where the user chose it
 * @property {Format[]} formats
 * @property {number} lines 0 is one line, set closer
 * @property {Colour | null} colour
 * @property {Chart[]} charts beside the grid, or left there
 *
 * @typedef {object} Chart
 * @property {string} kind
 * @property {Record<string, any>} options columns as `{"number": 3}`
 *
 * @typedef {object} Layout Which columns are shown, and where.
 * @property {string | null} order their numbers as ranges; null for all
 * @property {number} left how many of the first stay in sight
 * @property {number} right how many of the last
 * @property {{number: number, label?: string[], width: number}[]} widths that the user gave
 * @property {string} [names] a mark of all names of the frame
 *
 * @typedef {{text: string, off: boolean}} Sentence A part of the filter in words.
 *
 * @typedef {object} StateAnswer
 * @property {number} version
 * @property {number} total rows shown
 * @property {number} of rows of the frame
 * @property {ViewState} state
 * @property {Sentence[]} sentences of the parts of the filter
 * @property {string} changed what the user changed of the frame at last
 * @property {number} schema counts the changes of its columns
 *
 * @typedef {object} Work Something that takes its time.
 * @property {string} kind rows, search or summary
 * @property {string} what
 * @property {number | null} share done, 0 to 1
 * @property {number} since seconds
 *
 * @typedef {object} Operator What can be asked of columns.
 * @property {string} op
 * @property {string} about
 * @property {Kind[] | null} kinds null for all
 * @property {{name: string, default?: any}[]} takes
 *
 * @typedef {object} ValuesAnswer Some distinct values.
 * @property {number} start
 * @property {number} total
 * @property {CellRun} values
 * @property {number[]} counts
 * @property {boolean} complete whether all values were searched
 *
 * @typedef {object} SummaryAnswer The whole summary of a column.
 * @property {number} rows
 * @property {boolean} exact
 * @property {Figure} missing
 * @property {{text: string, mark: string | null, count: number}[]} kinds of missing values
 * @property {Figure | null} distinct
 * @property {Record<string, Figure>} figures
 * @property {{values: Top[], rest: number, method: string, n: number, error: number | null} | null} tops
 * @property {{labels: string[], counts: number[], below: number, above: number, method: string, n: number} | null} histogram
 * @property {string} note
 *
 * @typedef {object} Totals What some cells come to; figures are exact texts.
 * @property {number} cells
 * @property {number} missing
 * @property {number} counted how many the figures are of
 * @property {string | null} kind
 * @property {string} [sum]
 * @property {string} [mean]
 * @property {string} [min]
 * @property {string} [max]
 * @property {string[]} rounded figures that are the nearest float of the exact value
 * @property {number} left_out columns of numbers that cannot be added up
 *
 * @typedef {object} PageData What the server writes into the page.
 * @property {string} instance
 * @property {string} view
 * @property {string} name
 * @property {number} nColumns
 * @property {number} copyLimit cells that one copy may take
 * @property {string[]} columnLevels
 * @property {number} firstColumn position of the first column that scrolls
 * @property {Column[]} index
 * @property {Column[]} columns
 * @property {RowsAnswer} rows
 * @property {number} version
 * @property {number} total rows shown
 * @property {number} of rows of the frame
 * @property {ViewState} state
 * @property {Sentence[]} sentences
 * @property {string} changed
 * @property {number} schema
 *
 * @typedef {object} Value One value at hand.
 * @property {string} text exact
 * @property {string} mark empty where there is none
 *
 * @typedef {object} Place A cell by its place: header rows and index levels are negative.
 * @property {number} row 0.. for data, -1 the last header row, -2 the one above it
 * @property {number} col 0.. for columns as shown, -1 the last index level, -2 the one before
 *
 * @typedef {object} Range A rectangle of cells, ends included.
 * @property {number} r0
 * @property {number} r1
 * @property {number} c0
 * @property {number} c1
 */
export {};
