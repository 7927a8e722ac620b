<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Certificate</name>
        <message>
            <source>Certificate</source>
            <translation>证明</translation>
        </message>
        <message>
            <source>gap</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>lateness</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>stages not reached</source>
            <translation>未达成的阶段</translation>
        </message>
        <message>
            <source>own money</source>
            <translation>自有资金</translation>
        </message>
        <message>
            <source>debt service</source>
            <translation>债务支出</translation>
        </message>
        <message>
            <source>other money</source>
            <translation>其他资金</translation>
        </message>
        <message>
            <source>This plan costs</source>
            <translation>本计划的代价</translation>
        </message>
        <message>
            <source>No plan can cost less than</source>
            <translation>任何计划的代价不低于</translation>
        </message>
        <message>
            <source>Distance</source>
            <translation>差距</translation>
        </message>
        <message>
            <source>Branches of the proof</source>
            <translation>证明的分支数</translation>
        </message>
        <message>
            <source>Planned in</source>
            <translation>编制用时</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>Input: %1</source>
            <translation>输入校验值：%1</translation>
        </message>
    </context>
    <context>
        <name>Charts</name>
        <message>
            <source>Every period's spend is covered.</source>
            <translation>各期支出均有资金保障。</translation>
        </message>
        <message>
            <source>even with all money</source>
            <translation>全部资金到位仍缺</translation>
        </message>
        <message>
            <source>more, if only money in hand counts</source>
            <translation>仅计在手资金时再缺</translation>
        </message>
        <message>
            <source>more, if only approved money counts</source>
            <translation>仅计已批复资金时再缺</translation>
        </message>
        <message>
            <source>Gap by period and certainty of the money</source>
            <translation>分期、分确定性的资金缺口</translation>
        </message>
        <message>
            <source>Gap by year and certainty of the money</source>
            <translation>分年度、分确定性的资金缺口</translation>
        </message>
        <message>
            <source>Who pays each period's spend</source>
            <translation>各期支出由谁承担</translation>
        </message>
        <message>
            <source>Nothing is spent.</source>
            <translation>没有支出。</translation>
        </message>
        <message>
            <source>Gap</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>This fund receives and pays nothing.</source>
            <translation>该项资金没有收支。</translation>
        </message>
        <message>
            <source>Inflow</source>
            <translation>流入</translation>
        </message>
        <message>
            <source>Drawn for projects</source>
            <translation>用于项目</translation>
        </message>
        <message>
            <source>Debt service</source>
            <translation>债务支出</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>结余</translation>
        </message>
        <message>
            <source>Debt service and what the limit allows: %1</source>
            <translation>支出责任与上限：%1</translation>
        </message>
        <message>
            <source>No contract is to be paid for.</source>
            <translation>没有需要偿付的合同。</translation>
        </message>
        <message>
            <source>Earlier contracts</source>
            <translation>既有合同</translation>
        </message>
        <message>
            <source>Contracts of this plan</source>
            <translation>本计划的合同</translation>
        </message>
        <message>
            <source>Ceiling</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Campaign as it is</source>
            <translation>原数据</translation>
        </message>
        <message>
            <source>Gap by period</source>
            <translation>各期资金缺口</translation>
        </message>
        <message>
            <source>No plan leaves anything unpaid.</source>
            <translation>各计划均无缺口。</translation>
        </message>
        <message>
            <source>Who pays, in all</source>
            <translation>资金构成合计</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>Key</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Unit name</source>
            <translation>单位名称</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Sector</source>
            <translation>行业</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>总投资</translation>
        </message>
        <message>
            <source>Periods</source>
            <translation>工期（期）</translation>
        </message>
        <message>
            <source>Earliest start</source>
            <translation>最早开工</translation>
        </message>
        <message>
            <source>Commercial</source>
            <translation>经营性</translation>
        </message>
        <message>
            <source>Fit for BT</source>
            <translation>可用BT</translation>
        </message>
        <message>
            <source>Operating cost a year</source>
            <translation>年运营成本</translation>
        </message>
        <message>
            <source>User fees a year</source>
            <translation>年使用者付费</translation>
        </message>
        <message>
            <source>Responsible</source>
            <translation>责任单位</translation>
        </message>
        <message>
            <source>Parent campaigns</source>
            <translation>所属行动</translation>
        </message>
        <message>
            <source>Basis of the cost</source>
            <translation>测算依据</translation>
        </message>
        <message>
            <source>Origin</source>
            <translation>来源标记</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级次</translation>
        </message>
        <message>
            <source>Leading group</source>
            <translation>牵头组</translation>
        </message>
        <message>
            <source>Declared categories</source>
            <translation>申报大类数</translation>
        </message>
        <message>
            <source>Declared tasks</source>
            <translation>申报任务数</translation>
        </message>
        <message>
            <source>Programme</source>
            <translation>创建项目</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>涉及单位</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>Firmness</source>
            <translation>约束力</translation>
        </message>
        <message>
            <source>Assessment lag</source>
            <translation>考核间隔</translation>
        </message>
        <message>
            <source>Price of a period late</source>
            <translation>每逾期一期的价格</translation>
        </message>
        <message>
            <source>Price of never</source>
            <translation>未达成的价格</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>大类</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>目标值</translation>
        </message>
        <message>
            <source>Shared result</source>
            <translation>共享成果</translation>
        </message>
        <message>
            <source>A project can close it</source>
            <translation>可由项目完成</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Project name</source>
            <translation>项目名称</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Task name</source>
            <translation>任务名称</translation>
        </message>
        <message>
            <source>Only for stages</source>
            <translation>限于阶段</translation>
        </message>
        <message>
            <source>From</source>
            <translation>前置</translation>
        </message>
        <message>
            <source>From name</source>
            <translation>前置名称</translation>
        </message>
        <message>
            <source>To</source>
            <translation>后续</translation>
        </message>
        <message>
            <source>To name</source>
            <translation>后续名称</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>关系</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>间隔</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>所属单位</translation>
        </message>
        <message>
            <source>For units</source>
            <translation>适用单位</translation>
        </message>
        <message>
            <source>For sectors</source>
            <translation>适用行业</translation>
        </message>
        <message>
            <source>For kinds</source>
            <translation>适用类别</translation>
        </message>
        <message>
            <source>Largest share</source>
            <translation>最高比例</translation>
        </message>
        <message>
            <source>Local match</source>
            <translation>配套比例</translation>
        </message>
        <message>
            <source>Carried over</source>
            <translation>结转比例</translation>
        </message>
        <message>
            <source>Contract terms</source>
            <translation>合同条款</translation>
        </message>
        <message>
            <source>Repaid by</source>
            <translation>偿还来源</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>资金来源</translation>
        </message>
        <message>
            <source>Source name</source>
            <translation>来源名称</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>期间</translation>
        </message>
        <message>
            <source>Certainty</source>
            <translation>确定性</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
        <message>
            <source>Repayment</source>
            <translation>还款方式</translation>
        </message>
        <message>
            <source>Instalments</source>
            <translation>期数</translation>
        </message>
        <message>
            <source>Interest a year</source>
            <translation>年利率</translation>
        </message>
        <message>
            <source>Smallest on one project</source>
            <translation>单项最低规模</translation>
        </message>
        <message>
            <source>Profit rate</source>
            <translation>合理利润率</translation>
        </message>
        <message>
            <source>Subsidy years</source>
            <translation>补贴年数</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>年度</translation>
        </message>
        <message>
            <source>General expenditure</source>
            <translation>一般公共预算支出</translation>
        </message>
        <message>
            <source>Committed service</source>
            <translation>已承诺支出</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>已安排</translation>
        </message>
        <message>
            <source>Gap</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开工</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Forecast</source>
            <translation>预计</translation>
        </message>
        <message>
            <source>Periods late</source>
            <translation>逾期期数</translation>
        </message>
        <message>
            <source>Slack</source>
            <translation>时差</translation>
        </message>
        <message>
            <source>Projects it needs</source>
            <translation>所需项目</translation>
        </message>
        <message>
            <source>Of them built</source>
            <translation>其中建成</translation>
        </message>
        <message>
            <source>Their cost</source>
            <translation>所需投资</translation>
        </message>
        <message>
            <source>Indicators no project can close</source>
            <translation>项目不能完成的指标</translation>
        </message>
        <message>
            <source>Inflow</source>
            <translation>流入</translation>
        </message>
        <message>
            <source>Drawn</source>
            <translation>用于项目</translation>
        </message>
        <message>
            <source>Debt service</source>
            <translation>债务支出</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>结余</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>合同</translation>
        </message>
        <message>
            <source>Contract name</source>
            <translation>合同名称</translation>
        </message>
        <message>
            <source>Payer</source>
            <translation>偿付资金</translation>
        </message>
        <message>
            <source>Service of this plan</source>
            <translation>本计划的支出责任</translation>
        </message>
        <message>
            <source>Ceiling for it</source>
            <translation>可用上限</translation>
        </message>
        <message>
            <source>Head-room</source>
            <translation>余量</translation>
        </message>
        <message>
            <source>Earlier contracts</source>
            <translation>既有合同</translation>
        </message>
        <message>
            <source>Share of it claimed</source>
            <translation>已占比重</translation>
        </message>
        <message>
            <source>One more 万元 saves (万元)</source>
            <translation>多1万元可省（万元）</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Article</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>余量</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>核实</translation>
        </message>
        <message>
            <source>Rows that decide</source>
            <translation>决定性的数据</translation>
        </message>
        <message>
            <source>Inflow that counts</source>
            <translation>计入的流入</translation>
        </message>
        <message>
            <source>Pays for projects</source>
            <translation>用于项目</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>程度</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>How to mend it</source>
            <translation>改正办法</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>原计划</translation>
        </message>
        <message>
            <source>With these assumptions</source>
            <translation>按此假设</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>变化</translation>
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>Planning …</source>
            <translation>正在编制……</translation>
        </message>
        <message>
            <source>Compare %1 scenarios</source>
            <translation>对照 %1 个方案</translation>
        </message>
        <message>
            <source>Choose at least two</source>
            <translation>请至少选两个</translation>
        </message>
        <message>
            <source>Choose at most six</source>
            <translation>最多选六个</translation>
        </message>
        <message>
            <source>Headline figures</source>
            <translation>主要指标</translation>
        </message>
        <message>
            <source>Rows behind a bar</source>
            <translation>图形对应的明细</translation>
        </message>
        <message>
            <source>Nothing is compared yet.
Tick scenarios at the left, then press Compare.</source>
            <translation>尚未对照。
请在左侧勾选方案，再按“对照”。</translation>
        </message>
        <message>
            <source>Open a campaign first.</source>
            <translation>请先打开创建数据。</translation>
        </message>
        <message>
            <source>A click on a bar or line shows its rows here.</source>
            <translation>点击图中的条或线，此处显示对应明细。</translation>
        </message>
    </context>
    <context>
        <name>Gantt</name>
        <message>
            <source>not built in these years</source>
            <translation>规划期内不建</translation>
        </message>
        <message>
            <source>fiscal</source>
            <translation>财政</translation>
        </message>
        <message>
            <source>bundled</source>
            <translation>整合项目资金</translation>
        </message>
        <message>
            <source>BT</source>
            <translation>BT</translation>
        </message>
        <message>
            <source>BOT</source>
            <translation>BOT</translation>
        </message>
        <message>
            <source>investment</source>
            <translation>招商引资</translation>
        </message>
        <message>
            <source>gap</source>
            <translation>缺口</translation>
        </message>
        <message>
            <source>Spend of all projects</source>
            <translation>全部项目支出</translation>
        </message>
        <message>
            <source>highest column: %1</source>
            <translation>最高一期：%1</translation>
        </message>
        <message>
            <source>deadline %1, forecast %2</source>
            <translation>时限 %1，预计 %2</translation>
        </message>
    </context>
    <context>
        <name>Graph</name>
        <message>
            <source>Colour: programme</source>
            <translation>颜色：创建项目</translation>
        </message>
        <message>
            <source>Colour: unpaid</source>
            <translation>颜色：未落实资金</translation>
        </message>
        <message>
            <source>Colour: lateness of stages</source>
            <translation>颜色：阶段逾期</translation>
        </message>
        <message>
            <source>Critical chain to …</source>
            <translation>关键链，至……</translation>
        </message>
        <message>
            <source>Find a work</source>
            <translation>查找项目</translation>
        </message>
        <message>
            <source>Drawing …</source>
            <translation>正在绘制……</translation>
        </message>
        <message>
            <source>due %1</source>
            <translation>时限 %1</translation>
        </message>
        <message>
            <source>forecast %1</source>
            <translation>预计 %1</translation>
        </message>
        <message>
            <source>not built</source>
            <translation>不建</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Open folder …</source>
            <translation>打开文件夹(&amp;O)……</translation>
        </message>
        <message>
            <source>Open the &amp;example</source>
            <translation>打开示例(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Recent</source>
            <translation>最近打开(&amp;R)</translation>
        </message>
        <message>
            <source>Read the folder &amp;again</source>
            <translation>重新读取(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Save the plan as a folder …</source>
            <translation>保存计划为文件夹(&amp;S)……</translation>
        </message>
        <message>
            <source>Export the page for &amp;leadership …</source>
            <translation>导出领导参阅页(&amp;L)……</translation>
        </message>
        <message>
            <source>Export the &amp;chart …</source>
            <translation>导出图表(&amp;C)……</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Plan</source>
            <translation>计划(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Stop, keeping the best plan so far</source>
            <translation>停止，保留目前最好的计划(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Why is there a gap?</source>
            <translation>为什么有缺口(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Next page</source>
            <translation>下一页(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Previous page</source>
            <translation>上一页(&amp;P)</translation>
        </message>
        <message>
            <source>Other &amp;language</source>
            <translation>切换语言(&amp;L)</translation>
        </message>
        <message>
            <source>Other &amp;unit</source>
            <translation>切换单位(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Issues</source>
            <translation>问题(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Reasons</source>
            <translation>原因(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;About Liandong</source>
            <translation>关于联动(&amp;A)</translation>
        </message>
        <message>
            <source>About Liandong</source>
            <translation>关于联动</translation>
        </message>
        <message>
            <source>Liandong %1
A budget and financing simulator for a city's creation campaigns.

This program is free software under the GNU General Public License, version 3 or later; its library is under the Apache License 2.0.</source>
            <translation>联动 %1
城市创建工作的预算与融资模拟。

本程序为自由软件，依 GNU 通用公共许可证第 3 版或更高版本发布；其程序库依 Apache 许可证 2.0 发布。</translation>
        </message>
        <message>
            <source>Cop&amp;y the chart</source>
            <translation>复制图表(&amp;Y)</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>总览</translation>
        </message>
        <message>
            <source>Funding gap</source>
            <translation>资金缺口</translation>
        </message>
        <message>
            <source>Who pays</source>
            <translation>资金构成</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Allocation</source>
            <translation>资金安排</translation>
        </message>
        <message>
            <source>Award stages</source>
            <translation>授牌阶段</translation>
        </message>
        <message>
            <source>Balances</source>
            <translation>资金余额</translation>
        </message>
        <message>
            <source>Debt service</source>
            <translation>债务支出</translation>
        </message>
        <message>
            <source>Price of money</source>
            <translation>资金边际价值</translation>
        </message>
        <message>
            <source>Proof and rules</source>
            <translation>证明与合规</translation>
        </message>
        <message>
            <source>Scenarios</source>
            <translation>方案</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对照</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>创建数据</translation>
        </message>
        <message>
            <source>Tables</source>
            <translation>数据表</translation>
        </message>
        <message>
            <source>Dependencies</source>
            <translation>前置关系</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>假设推演</translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message>
            <source>%1 of %2 projects</source>
            <translation>%2 个项目中建成 %1 个</translation>
        </message>
        <message>
            <source>Funding gap</source>
            <translation>资金缺口</translation>
        </message>
        <message>
            <source>Funding coverage</source>
            <translation>资金保障率</translation>
        </message>
        <message>
            <source>of the spend is paid</source>
            <translation>支出有资金安排</translation>
        </message>
        <message>
            <source>Stages on time</source>
            <translation>按时阶段</translation>
        </message>
        <message>
            <source>%1 late, %2 not reached</source>
            <translation>逾期 %1 个，未达成 %2 个</translation>
        </message>
        <message>
            <source>Peak-year load</source>
            <translation>最重年度负担</translation>
        </message>
        <message>
            <source>no budget is known</source>
            <translation>没有预算数据</translation>
        </message>
        <message>
            <source>Debt service</source>
            <translation>债务支出</translation>
        </message>
        <message>
            <source>of BT and BOT, to the last instalment</source>
            <translation>BT 与 BOT，至最后一期</translation>
        </message>
        <message>
            <source>Proven distance</source>
            <translation>已证明的差距</translation>
        </message>
        <message>
            <source>no plan can cost less than %1</source>
            <translation>任何计划的代价不低于 %1</translation>
        </message>
        <message>
            <source>Award stages</source>
            <translation>授牌阶段</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>Forecast</source>
            <translation>预计</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>and %1 of less danger</source>
            <translation>另有 %1 个风险较低</translation>
        </message>
        <message>
            <source>Where further money is worth most</source>
            <translation>增加资金最值得之处</translation>
        </message>
        <message>
            <source>Fund</source>
            <translation>资金</translation>
        </message>
        <message>
            <source>In</source>
            <translation>期间</translation>
        </message>
        <message>
            <source>One more 万元 saves</source>
            <translation>多1万元可省</translation>
        </message>
        <message>
            <source>No fund is short: further money saves nothing.</source>
            <translation>各项资金均不紧缺，增加资金不再节省。</translation>
        </message>
        <message>
            <source>Investment</source>
            <translation>建成项目投资</translation>
        </message>
        <message>
            <source>%1 late or lacking, %2 tied by rules</source>
            <translation>晚到或不足 %1，受规则限制 %2</translation>
        </message>
        <message>
            <source>of expenditure, %1 %2</source>
            <translation>占预算支出，%1 %2 年</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Compare scenarios</source>
            <translation>方案对照</translation>
        </message>
        <message>
            <source>Choose two to six; the first one chosen is what the others are compared with. A click on a bar or line shows its rows.</source>
            <translation>请选二至六个方案，其余与所选的第一个对照。点击条或线可看明细。</translation>
        </message>
        <message>
            <source>Proof and rules</source>
            <translation>证明与合规</translation>
        </message>
        <message>
            <source>How good the plan is proven to be, and what it says about each rule: kept, broken, or only reported. liandong verify checks a saved plan without the planner.</source>
            <translation>计划好到什么程度有何证明，以及对每条规则的结论：符合、违反或仅提示。保存的计划可用 liandong verify 独立复核。</translation>
        </message>
        <message>
            <source>No rule is in force.</source>
            <translation>没有生效的规则。</translation>
        </message>
        <message>
            <source>Campaign data</source>
            <translation>创建数据</translation>
        </message>
        <message>
            <source>The tables of the folder as they were read. What is blank is unknown, not zero. Ctrl+C copies cells for a spreadsheet.</source>
            <translation>文件夹中各表的内容。空白为未知，不是零。Ctrl+C 可复制到电子表格。</translation>
        </message>
        <message>
            <source>This table has no rows.</source>
            <translation>本表没有数据。</translation>
        </message>
        <message>
            <source>Funding gap</source>
            <translation>资金缺口</translation>
        </message>
        <message>
            <source>What is missing in each period if all money comes, if only what is approved comes, or only what is in hand. A click on a column lists its projects; a double click on a row says why.</source>
            <translation>全部资金到位、仅已批复资金到位、仅在手资金时，各期尚缺的资金。点击柱形列出项目，双击一行说明原因。</translation>
        </message>
        <message>
            <source>Nothing is left unpaid.</source>
            <translation>没有缺口。</translation>
        </message>
        <message>
            <source>Who pays</source>
            <translation>资金构成</translation>
        </message>
        <message>
            <source>Each period's spend by channel of the money, and what nobody pays. A click on a column lists its payments.</source>
            <translation>各期支出按渠道的构成，以及无资金承担的部分。点击柱形列出各笔资金。</translation>
        </message>
        <message>
            <source>Nothing is paid.</source>
            <translation>没有资金安排。</translation>
        </message>
        <message>
            <source>Balances of the funds</source>
            <translation>各项资金余额</translation>
        </message>
        <message>
            <source>What each fund receives, pays for projects and debts, and holds at the end of each period.</source>
            <translation>每项资金各期的流入、用于项目和债务的支出，以及期末结余。</translation>
        </message>
        <message>
            <source>There are no funds.</source>
            <translation>没有资金来源。</translation>
        </message>
        <message>
            <source>Debt service</source>
            <translation>债务支出</translation>
        </message>
        <message>
            <source>What BT and BOT contracts claim of each year's budget until the last instalment, and how much the limit allows.</source>
            <translation>BT 与 BOT 合同至最后一期各年占用的预算，以及上限。</translation>
        </message>
        <message>
            <source>No contract is to be paid for.</source>
            <translation>没有需要偿付的合同。</translation>
        </message>
        <message>
            <source>Overview for leadership</source>
            <translation>领导参阅页</translation>
        </message>
        <message>
            <source>amounts in 亿元</source>
            <translation>金额单位：亿元</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Stages (diamond: deadline; circle, triangle or cross: forecast) and projects, filled by who pays each period. A click says why.</source>
            <translation>阶段（菱形为时限；圆、三角、叉为预计）与项目，颜色为各期的主要资金。点击说明原因。</translation>
        </message>
        <message>
            <source>Allocation</source>
            <translation>资金安排</translation>
        </message>
        <message>
            <source>What is paid for each project in each period; a cell is tinted by how much of its spend nobody pays. Hover for the sources' shares.</source>
            <translation>各项目各期安排的资金；底色越深，无资金承担的比例越高。悬停可看各来源份额。</translation>
        </message>
        <message>
            <source>Price of money</source>
            <translation>资金边际价值</translation>
        </message>
        <message>
            <source>What one more 万元 of a fund in a period would save, in 万元 of weighed cost, with the schedule held. Nothing where money is left over.</source>
            <translation>进度不变时，某项资金某期多 1 万元可节省的加权代价（万元）。有结余处为空。</translation>
        </message>
        <message>
            <source>Award stages</source>
            <translation>授牌阶段</translation>
        </message>
        <message>
            <source>● on time   ▲ late   ✕ not reached. Each programme has a column, its stages in order of their deadlines.</source>
            <translation>● 按时   ▲ 逾期   ✕ 未达成。每项创建一列，阶段按时限排列。</translation>
        </message>
        <message>
            <source>Dependencies</source>
            <translation>前置关系</translation>
        </message>
        <message>
            <source>A click leaves what a work waits for and what waits for it; a double click says why it is when it is. The wheel zooms, 0 shows all.</source>
            <translation>点击只留该项目的前置和后续，双击说明日期的原因。滚轮缩放，按 0 显示全部。</translation>
        </message>
        <message>
            <source>What if</source>
            <translation>假设推演</translation>
        </message>
        <message>
            <source>Pull at an assumption: the plan is made anew under it, within the same distance from its own bound. The campaign's files stay as they are.</source>
            <translation>拖动任一假设，计划随即重新编制，与其自身下界的差距同前。创建数据的文件不变。</translation>
        </message>
    </context>
    <context>
        <name>Stages</name>
        <message>
            <source>not reached</source>
            <translation>未达成</translation>
        </message>
        <message>
            <source>%1 late</source>
            <translation>逾期%1</translation>
        </message>
        <message>
            <source>on time, %1 to spare</source>
            <translation>按时，提前%1</translation>
        </message>
        <message>
            <source>on time</source>
            <translation>按时</translation>
        </message>
        <message>
            <source>deadline %1 (%2)</source>
            <translation>时限 %1（%2）</translation>
        </message>
        <message>
            <source>forecast %1</source>
            <translation>预计 %1</translation>
        </message>
        <message>
            <source>%1 of %2 projects built</source>
            <translation>%2 个项目中建成 %1 个</translation>
        </message>
        <message>
            <source>What decides it?</source>
            <translation>由什么决定？</translation>
        </message>
        <message>
            <source>indicators no project can close: %1</source>
            <translation>项目不能完成的指标：%1 项</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>Liandong</source>
            <translation>联动</translation>
        </message>
        <message>
            <source>What do we build when, who pays for each quarter of it, will the titles be won on time, and where does the money run short?</source>
            <translation>何时建什么、每季度由谁出钱、称号能否按时拿下、资金缺在哪里？</translation>
        </message>
        <message>
            <source>1.  Open a campaign folder: its tables are checked, and what is wrong is listed with how to mend it.
2.  Plan: start dates and who pays each period, with a proven distance from the best.
3.  Look: the gap, the funds, the debts, the stages; a click says why.
4.  Compare scenarios side by side, and print the page for leadership.</source>
            <translation>1.  打开创建数据文件夹：检查各表，列出问题和改正办法。
2.  编制计划：确定开工期和各期资金，并证明与最优的差距。
3.  查看：缺口、资金、债务、阶段；点击说明原因。
4.  对照多个方案，打印领导参阅页。</translation>
        </message>
        <message>
            <source>Open a folder …</source>
            <translation>打开文件夹……</translation>
        </message>
        <message>
            <source>Open the example</source>
            <translation>打开示例</translation>
        </message>
        <message>
            <source>Or drop a campaign folder on this window.</source>
            <translation>也可把创建数据文件夹拖到本窗口。</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>最近打开</translation>
        </message>
    </context>
    <context>
        <name>Table</name>
        <message>
            <source>Search in all columns</source>
            <translation>在所有列中查找</translation>
        </message>
        <message>
            <source>Rows that have every word. Ctrl+F</source>
            <translation>包含全部词语的行。Ctrl+F</translation>
        </message>
        <message>
            <source>Show all rows again</source>
            <translation>恢复显示全部行</translation>
        </message>
        <message>
            <source>%1 rows</source>
            <translation>%1 行</translation>
        </message>
        <message>
            <source>%1 of %2 rows</source>
            <translation>%2 行中的 %1 行</translation>
        </message>
        <message>
            <source>No row has these words.</source>
            <translation>没有包含这些词语的行。</translation>
        </message>
    </context>
    <context>
        <name>Tables</name>
        <message>
            <source>Projects</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Programmes</source>
            <translation>创建项目</translation>
        </message>
        <message>
            <source>Stages</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Which project serves which task</source>
            <translation>项目与任务对应</translation>
        </message>
        <message>
            <source>Links</source>
            <translation>前置关系</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>资金来源</translation>
        </message>
        <message>
            <source>Inflows</source>
            <translation>资金流入</translation>
        </message>
        <message>
            <source>Contract terms</source>
            <translation>合同条款</translation>
        </message>
        <message>
            <source>Budgets</source>
            <translation>预算</translation>
        </message>
    </context>
    <context>
        <name>Value</name>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
    </context>
    <context>
        <name>WhatIf</name>
        <message>
            <source>Inflow: %1</source>
            <translation>流入：%1</translation>
        </message>
        <message>
            <source>Interest of BT</source>
            <translation>BT 利率</translation>
        </message>
        <message>
            <source>Price of the gap</source>
            <translation>缺口的价格</translation>
        </message>
        <message>
            <source>Price of being late</source>
            <translation>逾期的价格</translation>
        </message>
        <message>
            <source>Cost of what is built</source>
            <translation>建成项目投资</translation>
        </message>
        <message>
            <source>Funding gap</source>
            <translation>资金缺口</translation>
        </message>
        <message>
            <source>Debt service in all</source>
            <translation>债务支出合计</translation>
        </message>
        <message>
            <source>Paid by fiscal money</source>
            <translation>财政资金承担</translation>
        </message>
        <message>
            <source>Paid by bundled project money</source>
            <translation>整合项目资金承担</translation>
        </message>
        <message>
            <source>Paid by BT</source>
            <translation>BT 承担</translation>
        </message>
        <message>
            <source>Paid by BOT</source>
            <translation>BOT 承担</translation>
        </message>
        <message>
            <source>Paid by attracted investment</source>
            <translation>招商引资承担</translation>
        </message>
        <message>
            <source>Projects built</source>
            <translation>建成项目</translation>
        </message>
        <message>
            <source>Stages on time</source>
            <translation>按时阶段</translation>
        </message>
        <message>
            <source>Periods late, all stages</source>
            <translation>逾期期数（全部阶段）</translation>
        </message>
        <message>
            <source>Back to the plan</source>
            <translation>恢复原计划</translation>
        </message>
        <message>
            <source>Planning …</source>
            <translation>正在编制……</translation>
        </message>
        <message>
            <source>Planned in %1 s, %2 from its bound.</source>
            <translation>用时 %1 秒，距下界 %2。</translation>
        </message>
        <message>
            <source>Move a slider.</source>
            <translation>请拖动滑块。</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>There is no plan yet.</source>
            <translation>还没有计划。</translation>
        </message>
        <message>
            <source>Exported to %1</source>
            <translation>已导出到 %1</translation>
        </message>
        <message>
            <source>%1 could not be written</source>
            <translation>无法写入 %1</translation>
        </message>
        <message>
            <source>This page has no chart.</source>
            <translation>本页没有图表。</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>The folder has errors; nothing can be planned before they are mended.</source>
            <translation>文件夹有错误，改正之前无法编制计划。</translation>
        </message>
        <message>
            <source>That did not work: %1</source>
            <translation>未能完成：%1</translation>
        </message>
        <message>
            <source>Plan anew</source>
            <translation>重新编制</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>编制计划</translation>
        </message>
        <message>
            <source>Reading …</source>
            <translation>正在读取……</translation>
        </message>
        <message>
            <source>Planning …</source>
            <translation>正在编制……</translation>
        </message>
        <message>
            <source>%1 from the bound</source>
            <translation>距下界 %1</translation>
        </message>
        <message>
            <source>Open a campaign folder</source>
            <translation>打开创建数据文件夹</translation>
        </message>
        <message>
            <source>Folder for the plan</source>
            <translation>计划文件夹</translation>
        </message>
        <message>
            <source>The plan was not saved</source>
            <translation>计划未保存</translation>
        </message>
        <message>
            <source>Saved in %1; liandong verify checks it.</source>
            <translation>已保存到 %1，可用 liandong verify 复核。</translation>
        </message>
        <message>
            <source>Liandong</source>
            <translation>联动</translation>
        </message>
        <message>
            <source>No campaign is open</source>
            <translation>尚未打开创建数据</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Decide start dates and who pays each period (F9)</source>
            <translation>确定开工期和各期资金（F9）</translation>
        </message>
        <message>
            <source>Stop and keep the best plan so far (Esc)</source>
            <translation>停止并保留目前最好的计划（Esc）</translation>
        </message>
        <message>
            <source>Scenario to plan</source>
            <translation>要编制的方案</translation>
        </message>
        <message>
            <source>Unit of money (Ctrl+U)</source>
            <translation>金额单位（Ctrl+U）</translation>
        </message>
        <message>
            <source>Language (Ctrl+L)</source>
            <translation>语言（Ctrl+L）</translation>
        </message>
        <message>
            <source>Dark colours (Ctrl+D)</source>
            <translation>深色界面（Ctrl+D）</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Issues in the folder</source>
            <translation>文件夹中的问题</translation>
        </message>
        <message>
            <source>Nothing is wrong with the folder.</source>
            <translation>文件夹没有问题。</translation>
        </message>
        <message>
            <source>Reasons</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>There is no plan yet.
Press Plan (F9): the example takes some seconds.</source>
            <translation>还没有计划。
请按“编制计划”（F9）：示例需数秒。</translation>
        </message>
        <message>
            <source>Open a campaign first.</source>
            <translation>请先打开创建数据。</translation>
        </message>
        <message>
            <source>%1 warnings (Ctrl+I)</source>
            <translation>%1 条警告（Ctrl+I）</translation>
        </message>
        <message>
            <source>A click on a stage, a bar of the schedule, or a double click on a row says why it is so.</source>
            <translation>点击阶段或进度条，或双击一行，此处说明原因。</translation>
        </message>
        <message>
            <source>The chart is on the clipboard.</source>
            <translation>图表已复制到剪贴板。</translation>
        </message>
    </context>
</TS>
