<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Certificate</name>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lateness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stages not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>debt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This plan costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plan can cost less than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branches of the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>Every period&apos;s spend is covered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even with all money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more, if only money in hand counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more, if only approved money counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap by period and certainty of the money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap by year and certainty of the money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who pays each period&apos;s spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This fund receives and pays nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn for projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt service and what the limit allows: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contract is to be paid for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier contracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contracts of this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ceiling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Campaign as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap by period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plan leaves anything unpaid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who pays, in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earliest start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commercial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit for BT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating cost a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User fees a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parent campaigns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basis of the cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leading group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firmness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assessment lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of a period late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project can close it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For sectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repaid by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repayment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interest a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest on one project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subsidy years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General expenditure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Committed service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periods late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects it needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of them built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indicators no project can close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service of this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ceiling for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head-room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier contracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of it claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more 万元 saves (万元)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inflow that counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pays for projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Planning …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare %1 scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at most six</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headline figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows behind a bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is compared yet.
Tick scenarios at the left, then press Compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a campaign first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click on a bar or line shows its rows here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gantt</name>
    <message>
        <source>not built in these years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fiscal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bundled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BOT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>investment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend of all projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest column: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deadline %1, forecast %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the folder &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save the plan as a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the page for &amp;leadership …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the &amp;chart …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop, keeping the best plan so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why is there a gap?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other &amp;language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other &amp;unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Liandong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Liandong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liandong %1
A budget and financing simulator for a city&apos;s creation campaigns.

This program is free software under the GNU General Public License, version 3 or later; its library is under the Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funding gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who pays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Award stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof and rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Cost of what is built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funding gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 for want of money in time, %2 tied by rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funding coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the spend is paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages on time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 late, %2 not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak-year load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of general expenditure, %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no budget is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of BT and BOT, to the last instalment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proven distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no plan can cost less than %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Award stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 of less danger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where further money is worth most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more 万元 saves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fund is short: further money saves nothing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Compare scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two to six; the first one chosen is what the others are compared with. A click on a bar or line shows its rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof and rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How good the plan is proven to be, and what it says about each rule: kept, broken, or only reported. liandong verify checks a saved plan without the planner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rule is in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Campaign data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tables of the folder as they were read. What is blank is unknown, not zero. Ctrl+C copies cells for a spreadsheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This table has no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funding gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing in each period if all money comes, if only what is approved comes, or only what is in hand. A click on a column lists its projects; a double click on a row says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left unpaid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who pays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each period&apos;s spend by channel of the money, and what nobody pays. A click on a column lists its payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is paid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances of the funds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each fund receives, pays for projects and debts, and holds at the end of each period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no funds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What BT and BOT contracts claim of each year&apos;s budget until the last instalment, and how much the limit allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contract is to be paid for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview for leadership</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amounts in 亿元</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages (diamond: deadline; circle, triangle or cross: forecast) and projects, filled by who pays each period. A click says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is paid for each project in each period; a cell is tinted by how much of its spend nobody pays. Hover for the sources&apos; shares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one more 万元 of a fund in a period would save, in 万元 of weighed cost, with the schedule held. Nothing where money is left over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Award stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● on time   ▲ late   ✕ not reached. Each programme has a column, its stages in order of their deadlines.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on time, %1 to spare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deadline %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forecast %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 projects built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 indicators no project can close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What decides it?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Liandong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do we build when, who pays for each quarter of it, will the titles be won on time, and where does the money run short?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1.  Open a campaign folder: its tables are checked, and what is wrong is listed with how to mend it.
2.  Plan: start dates and who pays each period, with a proven distance from the best.
3.  Look: the gap, the funds, the debts, the stages; a click says why.
4.  Compare scenarios side by side, and print the page for leadership.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop a campaign folder on this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Search in all columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that have every word. Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all rows again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row has these words.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programmes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which project serves which task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inflows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Value</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>There is no plan yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page has no chart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder has errors; nothing can be planned before they are mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from the bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a campaign folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved in %1; liandong verify checks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Campaign as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liandong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No campaign is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide start dates and who pays each period (F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep the best plan so far (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario to plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of money (Ctrl+U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark colours (Ctrl+D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issues in the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is wrong with the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no plan yet.
Press Plan (F9): the example takes some seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a campaign first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 warnings (Ctrl+I)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
